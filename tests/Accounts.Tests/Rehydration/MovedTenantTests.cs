using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.Sealing;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Rehydration;

/// <summary>A tenant's rows in another database, where it has another number, with nothing sealed again.</summary>
public sealed class MovedTenantTests
{
    private const string Account = "A-1";

    [Fact]
    public async Task Replay_OfAMovedTenant_IsEqualForDecisionsFromBeforeAndAfter()
    {
        await using var before = await Loaded();
        await using var after = await Moved(before, withOrigin: true);
        var caller = after.Caller(tenant: after.Tenant);

        Expect.Done(
            await Of(after).Assess(caller, new TransactionBatch(Account, [.. RecoveryTests.Stream(40).Skip(20)])));

        for (var sequence = 1L; sequence <= 40; sequence++)
        {
            var report = (await Of(after).Replay(caller, sequence)).Value!;
            Assert.Null(report.FirstDifference);
        }
    }

    [Fact]
    public async Task Assess_OfAMovedTenantWithoutItsOrigin_IsUnavailable()
    {
        await using var before = await Loaded();
        await using var after = await Moved(before, withOrigin: false);

        var outcome = await Of(after).Assess(
            after.Caller(tenant: after.Tenant), new TransactionBatch(Account, [Some.Transaction("t-new")]));

        Assert.Equal(UnavailableCause.SealBroken, Assert.IsType<Failure.Unavailable>(outcome.Failure).Cause);
    }

    private static IAccount Of(VolatileEngine engine) => engine.Actors.Account(engine.Tenant, engine.Key(Account));

    private static async Task<VolatileEngine> Loaded()
    {
        var engine = await VolatileEngine.Create();
        foreach (var batch in RecoveryTests.Stream(20).Chunk(5))
        {
            Expect.Done(
                await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, batch)));
        }

        return engine;
    }

    private static async Task<VolatileEngine> Moved(VolatileEngine before, bool withOrigin)
    {
        var after = await VolatileEngine.Create(new EngineOptions
        {
            Deployment = Guid.NewGuid(),
            SameVaultAs = before,
            Time = before.Time,
        });
        await after.Adopt("moved");
        var (keys, origin) = await MovedTenant.Pack(
            await before.KeyRows.TenantKeys(before.Tenant, default), before.Kek, new KeyRingOptions("my", "test"),
            new TenantOrigin(before.KeyRows.Deployment, before.Tenant.Value),
            new TenantOrigin(after.KeyRows.Deployment, after.Tenant.Value));
        after.KeyRows.Receive(after.Tenant, keys, withOrigin ? origin : null);
        var key = before.Key(Account);
        after.Journal.Put(
            before.Journal.Key(before.Tenant, key)! with { Tenant = after.Tenant },
            before.Journal.All(before.Tenant, key).Select(record => record with { Tenant = after.Tenant }));
        await after.Restart();
        return after;
    }
}
