using System.Diagnostics;
using OrleansRisk.Crash.Tests.Rounds;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Crash.Tests.Wire;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Crash.Tests;

/// <summary>
/// SIGTERM to a host at work: it ends in good order and in time, owes nobody an answer that it has recorded nothing
/// for, and leaves snapshots, so that the next one reads little.
/// </summary>
public sealed class GoodOrderTests(ITestOutputHelper output)
{
    private const int Transactions = 9_000, Accounts = 60, StopSeconds = 4;

    /// <summary>As AccountOptions says: fewer events than these are left to be replayed.</summary>
    private const int SnapshotOnDeactivation = 16;

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    /// <summary>For a busy machine; a commit that hangs would hold it for longer than both.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Sigterm_WithACommitInFlight_FinishesItAndLeavesSnapshots()
    {
        await using var deployment = await Begin();
        await using var sender = deployment.Send(new Load(seed: 3, Transactions, Accounts), "sender");
        await UntilSnapshotsAreOwed(sender);
        var trap = deployment.Wire.Set(Phase.Sent, commits: 3);
        await trap.Sprung.WaitAsync(Most);
        var before = sender.Acknowledged.Count;

        var watch = Stopwatch.StartNew();
        var stopping = deployment.Host.StopInGoodOrder(Most);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System); // it has heard the signal by now
        trap.Release();
        Assert.Equal(0, await stopping);
        var took = watch.Elapsed;

        var after = sender.Acknowledged.Count;
        Assert.True(after > before, "what was in flight was not answered");
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(StopSeconds));
        var longest = await LongestTail(deployment);
        Assert.InRange(longest, 0, SnapshotOnDeactivation - 1);
        await AssertKept(deployment, sender.Acknowledged);

        deployment.Wire.Set(Phase.Sent, int.MaxValue); // holds nothing
        await deployment.StartHost();
        await sender.Finish(TimeSpan.FromMinutes(2));
        var journal = await AssertKept(deployment, sender.Acknowledged);
        Assert.Equal(Transactions, journal.Recorded);
        Report.Say(output, $"SIGTERM with a commit in flight: exit code 0 after {took.TotalMilliseconds:N0} ms; "
            + $"{after - before} answered meanwhile; at most {longest} events of an account without a snapshot");
    }

    [Fact]
    public async Task Sigterm_WhileTheServerStandsStill_StillEndsInItsBudget()
    {
        await using var deployment = await Begin();
        await using var sender = deployment.Send(new Load(seed: 4, Transactions), "sender");
        var trap = deployment.Wire.Set(Phase.Sent, commits: 25);
        await trap.Sprung.WaitAsync(Most);

        var watch = Stopwatch.StartNew();
        var code = await deployment.Host.StopInGoodOrder(Most); // the commit never goes on
        var took = watch.Elapsed;
        await sender.KillHard();
        await deployment.Wire.Reset();

        Report.Say(output, $"SIGTERM with the server standing still: exit code {code} after {took.TotalSeconds:F1} s "
            + $"of {StopSeconds}");
        Assert.Equal(0, code);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(StopSeconds) + Margin);
        await AssertKept(deployment, sender.Acknowledged);
    }

    private static async Task<Deployment> Begin()
    {
        var deployment = await Deployment.Create();
        deployment.HostSettings = ["--stopseconds", $"{StopSeconds}"];
        await deployment.Begin();
        return deployment;
    }

    /// <summary>Every account is further ahead of its snapshot than may be left: what comes after must write.</summary>
    private static async Task UntilSnapshotsAreOwed(SenderProcess sender)
    {
        while (sender.Acknowledged.CountBy(answer => answer.Account)
            .Count(account => account.Value is > 2 * SnapshotOnDeactivation) < Accounts)
        {
            Assert.False(sender.Ended.IsCompleted, "the sender ended before it was stopped");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>Events of an account that the next activation has to fold, at most.</summary>
    private static Task<long> LongestTail(Deployment deployment) => deployment.Database.Ask<long>(
        """
        select max(j.newest - coalesce(s.sequence, 0))
        from (select tenant, account, max(last_sequence) as newest from risk.journal group by tenant, account) j
        left join risk.snapshots s using (tenant, account)
        """);

    private static async Task<Findings> AssertKept(Deployment deployment, IReadOnlyList<Acknowledged> acknowledged)
    {
        var journal = await RecordedJournal.Read(deployment.Database, deployment.Keys);
        var findings = Findings.Of(acknowledged, journal);
        Assert.Empty(findings.Lost);
        Assert.Empty(findings.Twice);
        Assert.Empty(findings.Changed);
        Assert.Empty(findings.Gaps);
        return findings;
    }
}
