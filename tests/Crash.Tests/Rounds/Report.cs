using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace OrleansRisk.Crash.Tests.Rounds;

/// <summary>
/// What the tests have seen: to the test's own output, and where RISK_CRASH_REPORT names a file, there as well, a JSON
/// object a line beside it.
/// </summary>
public static class Report
{
    private static readonly Lock Writing = new();

    public static void Say(ITestOutputHelper output, string line, JsonObject? figures = null)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("RISK_CRASH_REPORT") is not { Length: > 0 } path)
        {
            return;
        }

        lock (Writing)
        {
            File.AppendAllText(path, line + "\n");
            if (figures is not null)
            {
                File.AppendAllText(path + ".jsonl", figures.ToJsonString(JsonSerializerOptions.Default) + "\n");
            }
        }
    }

    public static void Say(
        ITestOutputHelper output, int round, int transactions, IReadOnlyList<Killed> kills, Findings findings)
    {
        foreach (var killed in kills)
        {
            var unanswered = killed.Kill.Phase == Wire.Phase.CommittedUnanswered;
            var swallowed = unanswered ? $", {killed.Swallowed:N0} bytes of answers swallowed" : "";
            Say(output, $"round {round}: {killed.Kill.Victim} killed {Words(killed.Kill)}: "
                + $"{killed.Acknowledged:N0} acknowledged{swallowed}");
        }

        Say(
            output, $"round {round}: {transactions:N0} sent, {findings.Recorded:N0} recorded, "
            + $"{findings.Lost.Count} lost, {findings.Twice.Count} twice, {findings.Changed.Count} changed "
            + "(process crash: says nothing of power)",
            new JsonObject
            {
                ["round"] = round,
                ["transactions"] = transactions,
                ["recorded"] = findings.Recorded,
                ["lost"] = findings.Lost.Count,
                ["twice"] = findings.Twice.Count,
                ["changed"] = findings.Changed.Count,
                ["kills"] = new JsonArray([.. kills.Select(killed => new JsonObject
                {
                    ["victim"] = killed.Kill.Victim.ToString(),
                    ["phase"] = killed.Kill.Phase.ToString(),
                    ["acknowledged"] = killed.Acknowledged,
                    ["swallowed_bytes"] = killed.Swallowed,
                })]),
            });
    }

    private static string Words(Kill kill) => kill.Phase switch
    {
        Wire.Phase.BeforeCopy => "before its rows were sent",
        Wire.Phase.Sent => "with its rows sent, before COMMIT",
        Wire.Phase.CommitSent => "with COMMIT done, before the host knew",
        _ => "with COMMIT known, before anyone was answered",
    };
}
