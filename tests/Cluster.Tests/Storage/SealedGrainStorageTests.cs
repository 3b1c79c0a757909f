using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansRisk.Host.Storage;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Storage;

public sealed class SealedGrainStorageTests(OrleansTables tables) : IClassFixture<OrleansTables>
{
    private const string StateName = "subscriptions", Canary = "canary-of-a-subscriber";

    private IGrainStorage Storage => tables.Silos.Of<IServiceProvider>(0)
        .GetRequiredKeyedService<IGrainStorage>(StorageSetup.Subscriptions);

    [Fact]
    public async Task State_WrittenChangedAndCleared_ReadsBackAndLiesSealed()
    {
        var grain = NewGrain();
        var state = new GrainState<List<string>>([Canary]);
        await Storage.WriteStateAsync(StateName, grain, state);
        state.State!.Add("second");
        await Storage.WriteStateAsync(StateName, grain, state);
        Assert.Equal([Canary, "second"], (await Read(grain)).State);
        Assert.Equal(0, await tables.Database.Ask<long>(
            $"select count(*) from cluster.grain_states where position('{Canary}'::bytea in payload) > 0"));

        await Storage.ClearStateAsync(StateName, grain, state);
        Assert.False((await Read(grain)).RecordExists);
        await Storage.WriteStateAsync(StateName, grain, new GrainState<List<string>>(["again"]));
        Assert.Equal(["again"], (await Read(grain)).State);
    }

    [Fact]
    public async Task State_FirstWrittenByTwo_IsTakenFromOneOnly()
    {
        var grain = NewGrain();
        await Storage.WriteStateAsync(StateName, grain, new GrainState<List<string>>(["one"]));
        await Assert.ThrowsAsync<InconsistentStateException>(() =>
            Storage.WriteStateAsync(StateName, grain, new GrainState<List<string>>(["other"])));
        var stale = await Read(grain);
        await Storage.WriteStateAsync(StateName, grain, await Read(grain));
        await Assert.ThrowsAsync<InconsistentStateException>(() =>
            Storage.WriteStateAsync(StateName, grain, stale));
        Assert.Equal(["one"], (await Read(grain)).State);
    }

    [Fact]
    public async Task State_WhoseRowIsLost_IsNotTakenForAFreshOne()
    {
        var grain = NewGrain();
        await Storage.WriteStateAsync(StateName, grain, new GrainState<List<string>>(["one"]));
        await tables.Database.Execute(
            $"delete from cluster.grain_states where extension = '{grain.Key}'");
        await Assert.ThrowsAsync<StateLostException>(() => Read(grain));
    }

    [Fact]
    public async Task State_MovedToAnotherGrain_DoesNotOpen()
    {
        var (mine, other) = (NewGrain(), NewGrain());
        await Storage.WriteStateAsync(StateName, mine, new GrainState<List<string>>(["mine"]));
        await Storage.WriteStateAsync(StateName, other, new GrainState<List<string>>(["other"]));
        await tables.Database.Execute(
            $"""
            update cluster.grain_states set payload =
                (select payload from cluster.grain_states where extension = '{mine.Key}')
            where extension = '{other.Key}'
            """);
        await Assert.ThrowsAsync<StateLostException>(() => Read(other));
        Assert.Equal(["mine"], (await Read(mine)).State);
    }

    [Fact]
    public void Seal_ChangedAnywhereOrOfAnotherKey_DoesNotOpen()
    {
        var seal = new StateSeal(Some.Bytes(32));
        var bytes = seal.Seal(StateName, "g/1", Encoding.UTF8.GetBytes(Canary));
        Assert.Equal(Canary, Encoding.UTF8.GetString(seal.Open(StateName, "g/1", bytes)));
        for (var at = 0; at < bytes.Length; at++)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 1;
            Assert.Throws<StateLostException>(() => seal.Open(StateName, "g/1", changed));
        }

        Assert.Throws<StateLostException>(() => seal.Open("others", "g/1", bytes));
        Assert.Throws<StateLostException>(() => new StateSeal(new byte[32]).Open(StateName, "g/1", bytes));
    }

    private static GrainId NewGrain() => GrainId.Create("pubsub", $"scores/t/1/{Guid.NewGuid()}");

    private async Task<GrainState<List<string>>> Read(GrainId grain)
    {
        var state = new GrainState<List<string>>();
        await Storage.ReadStateAsync(StateName, grain, state);
        return state;
    }
}
