using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Cluster.Tests.Contract;
using OrleansRisk.Grains.Hosting;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Accounts;

/// <summary>What two silos keep in memory of many accounts.</summary>
public sealed class AccountMemoryTests
{
    private const int Silos = 2;

    [Fact]
    public async Task LookUps_OfUnknownAccounts_LeaveFewInMemory()
    {
        const int Kept = 5;
        await using var host = await GrainContractHost.Start(new GrainOptions { UnknownAccounts = Kept });
        for (var number = 1; number <= 20 * Kept; number++)
        {
            Assert.IsType<Failure.NotFound>((await host.Account($"{number}").Describe(host.Caller())).Failure);
        }

        await host.Until(() => host.Awake <= Silos * Kept);
        await Assess(host, "1");
    }

    [Fact]
    public async Task Accounts_OverTheBudgetOfMemory_LeaveByTheirLastUse()
    {
        const int Fit = 10, BytesEach = 8_000;
        await using var host = await GrainContractHost.Start(new GrainOptions { MemoryBudgetBytes = Fit * BytesEach });
        for (var number = 1; number <= 4 * Fit; number++)
        {
            await Assess(host, $"{number}");
            Assert.True((await host.Account("1").Describe(host.Caller())).IsDone); // always in use
        }

        await host.Until(() => host.Awake <= Silos * Fit && !host.IsAwake("2")); // one told to leave may be on its way
        Assert.True(host.IsAwake("1"));
    }

    private static async Task Assess(GrainContractHost host, string account) =>
        Assert.True((await host.Account(account).Assess(
            host.Caller(), new TransactionBatch(account, [Some.Transaction("t-1")]))).IsDone);
}
