using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>What the check of a load passes its commit takes; and both refuse what a stream refuses, alike.</summary>
public sealed class LoadCheckTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const int Files = 500;

    [Fact]
    public async Task Check_FiveHundredBadFiles_IsWhatAStreamAnswersAndTheCommitTakes()
    {
        var (_, streaming) = await host.Tenant("history");
        var (_, loading) = await host.Tenant("history", "read");
        var differences = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, Files, new ParallelOptions { MaxDegreeOfParallelism = 1 }, async (number, _) =>
        {
            var lines = BadFiles.Of(number);
            var streamed = await streaming.Send(string.Join('\n', lines) + "\n", "?mode=history");
            var expected = streamed.SkipLast(1).Select(Said).ToList();

            var load = await loading.Load("", string.Join('\n', lines));
            var rows = await loading.Rows(load);
            var said = rows.OrderBy(static row => row.GetProperty("line").GetInt32()).Select(Outcome).ToList();
            if (!expected.SequenceEqual(said))
            {
                differences.Add($"{number}: {string.Join(' ', lines)}\n  stream {string.Join(' ', expected)}\n"
                    + $"  check  {string.Join(' ', said)}");
            }

            var done = await loading.Commit(load);
            var commit = done.GetProperty("commit");
            if (commit.GetProperty("refused").GetInt32() != 0
                || commit.GetProperty("rows_done").GetInt32() != said.Count(static each => each == "taken"))
            {
                differences.Add($"{number}: committed {commit.GetRawText()} of {string.Join(' ', said)}");
            }
        });

        Assert.True(differences.IsEmpty, string.Join('\n', differences.Take(10)) + $"\n{differences.Count} differ");
    }

    private static string Said(JsonElement answer) => answer.TryGetProperty("error", out var error)
        ? Fault(error) : answer.GetProperty("duplicate").GetBoolean() ? "known" : "taken";

    private static string Outcome(JsonElement row) => row.GetProperty("outcome").GetString() switch
    {
        "refused" => Fault(row),
        "repeated" => "known",
        var outcome => outcome!,
    };

    private static string Fault(JsonElement of) => of.GetProperty("code").GetString()
        + (of.TryGetProperty("field", out var field) ? $"({field.GetString()})" : "");
}
