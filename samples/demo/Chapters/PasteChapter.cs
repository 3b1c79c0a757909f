using OrleansRisk.Samples.Demo.Running;
using OrleansRisk.Samples.Demo.Samples;
using OrleansRisk.Samples.Demo.Sending;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo.Chapters;

/// <summary>The same call as one line for a shell, made here once where nobody can paste it.</summary>
internal static class PasteChapter
{
    public static void Tell(Screen screen, Stage stage, Traffic lender, string key)
    {
        screen.Chapter("The same call as one line of curl");
        var line = lender.Lines.First(l => l.Truth is not null);
        screen.Say("A line that was sent before, so its first answer comes back, with \"duplicate\":true:");
        screen.Verbatim(Curl(stage, line, key));
        if (!screen.Watched)
        {
            return;
        }

        screen.Say("The host runs until you press Enter.");
        Console.ReadLine();
    }

    private static string Curl(Stage stage, SampleLine line, string key)
    {
        var json = System.Text.Encoding.UTF8.GetString(line.Line.Utf8.Span)
            .Replace("'", "'\\''", StringComparison.Ordinal);
        return $"curl -s {stage.PlainUrl}v1/transactions -H 'authorization: Bearer {key}' "
            + $"-H 'content-type: application/json' -d '{json}'";
    }
}
