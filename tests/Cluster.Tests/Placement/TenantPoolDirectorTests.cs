using System.Net;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Grains.Placement;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Placement;

public sealed class TenantPoolDirectorTests
{
    private static readonly SiloAddress[] Silos = [.. Enumerable.Range(0, 5).Select(port =>
        SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11_111 + port), 1))];

    [Theory]
    [InlineData("t/1", "0")]
    [InlineData("t/2/a/agbcdefghijklmnopqrstuvwx2", "1")]
    [InlineData("t/9", "")]
    [InlineData("t/01", "")]
    [InlineData("x", "")]
    public async Task Filter_OfAKey_KeepsItsPoolInOurRegionOnly(string key, string kept)
    {
        using var pools = new PoolMapCache(new MovablePools((1, "a"), (2, "b")), NullLogger<PoolMapCache>.Instance);
        await pools.Refresh(default);
        var director = new TenantPoolDirector(pools, new Locality("my", "b"), new Metadata());
        var target = new PlacementTarget(GrainId.Create("account", key), [], default, 0);
        var left = director.Filter(new TenantPoolStrategy(), target, Silos);
        Assert.Equal(kept, string.Join(',', left.Select(silo => Array.IndexOf(Silos, silo))));
    }

    /// <summary>Silo 0 is in pool a, 1 in b, 2 in a of another region, 3 names no region, 4 has no metadata.</summary>
    private sealed class Metadata : ISiloMetadataCache
    {
        public SiloMetadata GetSiloMetadata(SiloAddress siloAddress) => Array.IndexOf(Silos, siloAddress) switch
        {
            0 => Of(("pool", "a"), ("region", "my")),
            1 => Of(("pool", "b"), ("region", "my")),
            2 => Of(("pool", "a"), ("region", "sg")),
            3 => Of(("pool", "a")),
            _ => Of(),
        };

        private static SiloMetadata Of(params (string Name, string Value)[] entries)
        {
            var metadata = new SiloMetadata();
            var add = typeof(SiloMetadata).GetMethod(
                "AddMetadata", BindingFlags.Instance | BindingFlags.NonPublic, [typeof(string), typeof(string)])!;
            foreach (var (name, value) in entries)
            {
                add.Invoke(metadata, [name, value]);
            }

            return metadata;
        }
    }
}
