using OrleansRisk.Contract.Accounts;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Crash.Tests.Wire;
using Xunit;
using static OrleansRisk.Crash.Tests.PaidAccount;

namespace OrleansRisk.Crash.Tests;

/// <summary>
/// A host killed between any two steps of an older history: while its rows are recorded, and while the rebuild is. The
/// old revision stays in force or the new one is whole, and the file sent again ends where it would have.
/// </summary>
public sealed class RebuildCrashTests
{
    private const int Rows = 120;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

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
        await Send(deployment, History("A-in-order", Rows, backwards: false), "?mode=history");
        await Send(deployment, Live("A-in-order"), "");
        await Send(deployment, Live("A-1"), "");
        var before = await Account(deployment, "A-1");

        var trap = deployment.Wire.Set(phase, commit);
        var cut = Send(deployment, History("A-1", Rows, backwards: true), "?mode=history");
        await trap.Sprung.WaitAsync(Most);
        await deployment.KillHost();
        await Assert.ThrowsAnyAsync<Exception>(() => cut);

        var between = await Account(deployment, "A-1");
        var (recorded, rebuilt) = (commit == 2 || phase == Phase.CommitSent, commit == 2 && phase == Phase.CommitSent);
        if (between.Revision == 0)
        {
            // A slow machine records an upload in two parts: then the second commit is the rest of it, and no rebuild.
            Assert.Equal((before.Transactions, before.Balance), (between.Transactions, between.Balance));
            Assert.InRange(between.Waiting, rebuilt ? Rows : recorded ? 1 : 0, recorded ? Rows : 0);
        }
        else
        {
            Assert.True(rebuilt);
        }

        await Send(deployment, History("A-1", Rows, backwards: true), "?mode=history");
        var (expected, found) = (await Account(deployment, "A-in-order"), await Account(deployment, "A-1"));
        Assert.Equal((1, 0), (found.Revision, found.Waiting));
        Assert.Equal(
            (expected.Transactions, expected.AsOf, expected.Balance, expected.Credit.Score),
            (found.Transactions, found.AsOf, found.Balance, found.Credit.Score));
        // The live lines were decided at two moments: what all accounts share may have been published between them.
        Assert.InRange(found.LastAnomaly!.Score - expected.LastAnomaly!.Score, -10, 10);
    }
}
