using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Crash.Tests.Wire;
using Xunit;

namespace OrleansRisk.Crash.Tests;

/// <summary>
/// A host killed between any two steps of an older history: while its rows are recorded, and while the rebuild is. The
/// old revision stays in force or the new one is whole, and the file sent again ends where it would have.
/// </summary>
public sealed class RebuildCrashTests
{
    private const int Rows = 120;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public static TheoryData<Phase, int> Steps()
    {
        var steps = new TheoryData<Phase, int>();
        foreach (var phase in new[] { Phase.BeforeCopy, Phase.Sent, Phase.CommitSent })
        {
            steps.Add(phase, 1); // the rows that wait
            steps.Add(phase, 2); // the rebuild
        }

        return steps;
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Host_KilledWhileAnOlderHistoryIsLoaded_EndsWhereItWouldHave(Phase phase, int commit)
    {
        await using var deployment = await Deployment.Create();
        await deployment.Begin();
        await Send(deployment, History("A-in-order", backwards: false), "?mode=history");
        await Send(deployment, Live("A-in-order"), "");
        await Send(deployment, Live("A-1"), "");
        var before = await Account(deployment, "A-1");

        var trap = deployment.Wire.Set(phase, commit);
        var cut = Send(deployment, History("A-1", backwards: true), "?mode=history");
        await trap.Sprung.WaitAsync(Most);
        await deployment.KillHost();
        await Assert.ThrowsAnyAsync<Exception>(() => cut);

        var between = await Account(deployment, "A-1");
        Assert.Equal(commit == 2 && phase == Phase.CommitSent ? 1 : 0, between.Revision);
        if (between.Revision == 0)
        {
            Assert.Equal((before.Transactions, before.Balance), (between.Transactions, between.Balance));
            Assert.Equal(commit == 1 && phase != Phase.CommitSent ? 0 : Rows, between.Waiting);
        }

        await Send(deployment, History("A-1", backwards: true), "?mode=history");
        var (expected, found) = (await Account(deployment, "A-in-order"), await Account(deployment, "A-1"));
        Assert.Equal((1, 0), (found.Revision, found.Waiting));
        Assert.Equal(
            (expected.Transactions, expected.AsOf, expected.Balance, expected.Credit.Score),
            (found.Transactions, found.AsOf, found.Balance, found.Credit.Score));
        // The live lines were decided at two moments: what all accounts share may have been published between them.
        Assert.InRange(found.LastAnomaly!.Score - expected.LastAnomaly!.Score, -10, 10);
    }

    private static async Task<AccountBody> Account(Deployment deployment, string account)
    {
        using var client = deployment.Client();
        return await client.Accounts.LookupAsync(account);
    }

    private static async Task<string> Send(Deployment deployment, string lines, string query)
    {
        using var http = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{deployment.Host.Port}"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", deployment.Key);
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync(new Uri("/v1/transactions" + query, UriKind.Relative), content);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"end\":true", said, StringComparison.Ordinal);
        Assert.Contains("\"refused\":0", said, StringComparison.Ordinal);
        Assert.Contains("\"not_recorded\":0", said, StringComparison.Ordinal);
        return said;
    }

    private static string History(string account, bool backwards)
    {
        var rows = Enumerable.Range(0, Rows).Select(i => Line(
            account, $"row-{i}", Now.AddDays(i - Rows - 1), i % 20 == 0 ? "3200.00" : $"{10 + (i % 13)}.00",
            i % 20 == 0 ? "credit" : "debit"));
        return string.Concat(backwards ? rows.Reverse() : rows);
    }

    private static string Live(string account) => Line(account, "live", Now.AddHours(-1), "5.00", "debit");

    private static string Line(string account, string id, DateTimeOffset at, string amount, string direction) =>
        $"{{\"id\":\"{id}\",\"account\":\"{account}\",\"at\":\"{at.ToString("o", CultureInfo.InvariantCulture)}\","
        + $"\"amount\":\"{amount}\",\"currency\":\"MYR\",\"direction\":\"{direction}\",\"balance\":\"{amount}\","
        + $"\"counterparty\":\"{(direction == "credit" ? "ACME" : "Kedai")}\"}}\n";
}
