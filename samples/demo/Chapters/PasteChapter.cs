using System.Text;
using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Samples.Demo.Running;
using OrleansRisk.Samples.Demo.Samples;
using OrleansRisk.Samples.Demo.Sending;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo.Chapters;

/// <summary>The same call as one line for a shell, and what it answers.</summary>
internal sealed class PasteChapter(Screen screen, Stage stage, Traffic lender, string key)
{
    private const string MediaType = "application/json";

    private Uri Address => new(stage.PlainUrl, Routes.Transactions);

    /// <summary>False where it is not answered with the first answer.</summary>
    public async Task<bool> Tell()
    {
        screen.Chapter("The same call as one line of curl");
        var line = lender.Lines.First(l => l.Truth is not null);
        screen.Say("A line that was sent before, over HTTP/1.1. Its key opens nothing once the demo has ended.");
        screen.Verbatim(Curl(line));
        var answer = await Answer(line);
        screen.Say($"answers: {answer.Decision}, outcome {answer.Outcome}, anomaly score {answer.Anomaly.Score}, "
            + $"duplicate {(answer.Duplicate ? "true" : "false")}");
        if (screen.Watched)
        {
            screen.Say("The host runs until you press Enter.");
            Console.ReadLine();
        }

        return answer.Duplicate;
    }

    private string Curl(SampleLine line)
    {
        var json = Encoding.UTF8.GetString(line.Line.Utf8.Span).Replace("'", "'\\''", StringComparison.Ordinal);
        return $"curl -s {Address} -H 'authorization: Bearer {key}' -H 'content-type: {MediaType}' -d '{json}'";
    }

    private async Task<DecisionBody> Answer(SampleLine line)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var content = new ByteArrayContent(line.Line.Utf8.ToArray());
        content.Headers.ContentType = new(MediaType);
        using var response = await http.PostAsync(Address, content);
        response.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize(
            await response.Content.ReadAsByteArrayAsync(), ContractJson.Default.DecisionBody)!;
    }
}
