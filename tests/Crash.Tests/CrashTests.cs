using System.Globalization;
using OrleansRisk.Crash.Tests.Rounds;
using OrleansRisk.Crash.Tests.Servers;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Crash.Tests;

/// <summary>
/// Process crashes: SIGKILL to the host, or to PostgreSQL and all its processes, at exact phases of a commit, under a
/// client that only believes what it was answered. This says nothing about a loss of power.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Transactions = 12_000;

    /// <summary>RISK_CRASH_ROUNDS of them; one where it is not set.</summary>
    public static TheoryData<int> Rounds
    {
        get
        {
            var asked = Environment.GetEnvironmentVariable("RISK_CRASH_ROUNDS");
            var count = asked is { Length: > 0 } ? int.Parse(asked, CultureInfo.InvariantCulture) : 1;
            return [.. Enumerable.Range(1, count)];
        }
    }

    [Theory]
    [MemberData(nameof(Rounds))]
    public async Task Crash_AtEveryPhase_LosesDoublesAndChangesNothing(int round)
    {
        await using var deployment = await Deployment.Create();
        await deployment.Begin();
        var load = new Load(round, Transactions);
        var (acknowledged, kills) = await CrashRound.Run(deployment, load, Kill.Plan(round));
        await deployment.Database.UntilProjected();

        var journal = await RecordedJournal.Read(deployment.Database, deployment.Keys);
        var findings = Findings.Of(acknowledged, journal);
        Report.Say(output, round, Transactions, kills, findings);
        Assert.Empty(findings.Lost);
        Assert.Empty(findings.Twice);
        Assert.Empty(findings.Changed);
        Assert.Empty(findings.Gaps);
        Assert.Equal(load.Identities, acknowledged.Select(answer => answer.Identity).ToHashSet());
        Assert.Equal(Transactions, findings.Recorded);
        Assert.Empty(journal.Accounts.SelectMany(SecondRun.Differences));
        await CompareCounterparties(deployment.Database, SecondRun.CounterpartyTotals(journal));
        Report.Say(
            output, $"round {round}: {journal.Accounts.Count} states and {Transactions:N0} decisions equal "
            + "a second run's to the bit; counterparty totals equal");
    }

    private static async Task CompareCounterparties(RiskDatabase database, IReadOnlyDictionary<ulong, byte[]> totals)
    {
        var stored = await database.CounterpartyCounts();
        Assert.Equal(totals.Keys.Order(), stored.Keys.Order());
        Assert.All(totals, total => Assert.Equal(total.Value, stored[total.Key]));
    }
}
