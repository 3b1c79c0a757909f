using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OrleansRisk.Client;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Crash.Tests.Wire;
using Xunit;

namespace OrleansRisk.Crash.Tests;

/// <summary>
/// A host killed between any two steps of a merge. The old account takes lines until the new one has all of them, and
/// the same call again ends where it would have.
/// </summary>
public sealed class MergeCrashTests
{
    // Between them the rows, a commit for each record of the old account.
    private const int Rows = 60, Settings = 1, Marked = 4, Rebuilt = 5;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public static TheoryData<Phase, int> Steps()
    {
        var steps = new TheoryData<Phase, int>();
        for (var commit = Settings; commit <= Rebuilt; commit++)
        {
            steps.Add(Phase.BeforeCopy, commit);
            steps.Add(Phase.CommitSent, commit);
        }

        return steps;
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Host_KilledWhileAnAccountIsMerged_EndsWhereItWouldHave(Phase phase, int commit)
    {
        await using var deployment = await Deployment.Create();
        await deployment.Begin();
        foreach (var account in new[] { "A-twin", "A-old" })
        {
            await Send(deployment, History(account), "?mode=history");
            await Send(deployment, Live(account), "");
        }

        var trap = deployment.Wire.Set(phase, commit);
        var cut = Merge(deployment);
        await trap.Sprung.WaitAsync(Most);
        await deployment.KillHost();
        await Assert.ThrowsAnyAsync<Exception>(() => cut);

        var between = await Account(deployment, "A-old");
        var isMarked = commit > Marked || (commit == Marked && phase == Phase.CommitSent);
        Assert.Equal(isMarked, between.MergedInto is not null);

        await Merge(deployment);
        var (expected, found) = (await Account(deployment, "A-twin"), await Account(deployment, "A-new"));
        Assert.Equal((1, 0), (found.Revision, found.Waiting));
        Assert.Equal(
            (expected.Transactions, expected.AsOf, expected.Balance, expected.Credit.Score),
            (found.Transactions, found.AsOf, found.Balance, found.Credit.Score));
        Assert.Equal(found.AccountId, (await Account(deployment, "A-old")).MergedInto);
        Assert.Equal(0, (await Merge(deployment)).Moved);
    }

    private static async Task<MergeBody> Merge(Deployment deployment)
    {
        using var client = deployment.Client();
        var old = await client.Accounts.LookupAsync("A-old");
        return await client.Accounts.MergeAsync(
            old.AccountId, new MergeRequestBody { Into = "A-new", Why = "renumbered" });
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

    private static string History(string account)
    {
        var rows = Enumerable.Range(0, Rows).Select(i => Line(
            account, $"row-{i}", Now.AddDays(i - Rows - 1), i % 20 == 0 ? "3200.00" : $"{10 + (i % 13)}.00",
            i % 20 == 0 ? "credit" : "debit"));
        return string.Concat(rows);
    }

    private static string Live(string account) => Line(account, "live", Now.AddHours(-1), "5.00", "debit");

    private static string Line(string account, string id, DateTimeOffset at, string amount, string direction) =>
        $"{{\"id\":\"{id}\",\"account\":\"{account}\",\"at\":\"{at.ToString("o", CultureInfo.InvariantCulture)}\","
        + $"\"amount\":\"{amount}\",\"currency\":\"MYR\",\"direction\":\"{direction}\",\"balance\":\"{amount}\","
        + $"\"counterparty\":\"{(direction == "credit" ? "ACME" : "Kedai")}\"}}\n";
}
