using OrleansRisk.Client;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Crash.Tests.Wire;
using Xunit;
using static OrleansRisk.Crash.Tests.PaidAccount;

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
            await Send(deployment, History(account, Rows), "?mode=history");
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
}
