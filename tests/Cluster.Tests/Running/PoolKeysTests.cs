using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Host.Running;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Running;

public sealed class PoolKeysTests
{
    [Fact]
    public async Task Keys_BeforeTheSiloHasReadTheMap_AreLoadedWithoutWaiting()
    {
        using var pools = new PoolMapCache(new MovablePools((1, "other")), NullLogger<PoolMapCache>.Instance);
        using var keys = new PoolKeys(
            new SilentKeys(), pools, new Locality("my", "main"), new ManualTime(), NullLogger<PoolKeys>.Instance);

        await keys.StartAsync(default);
        await keys.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30)); // its own clock stands still

        Assert.True(keys.AreLoaded);
    }
}
