using System.Collections.Frozen;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Host.Moving;

/// <summary>
/// Sends whoever is not of this silo's pool the right way: a silo outside the pool has not even the keys to tell
/// which account a line means.
/// </summary>
internal sealed class TenantHomes(PoolMapCache pools, Locality here, string? regions) : ITenantHomes
{
    private readonly FrozenDictionary<string, string> _regions = (regions ?? "")
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(each => each.Split('=', 2))
        .ToFrozenDictionary(each => each[0], each => each[1]);

    public TenantHome OfOperators => OfPool(pools.Current.DefaultPool);

    public TenantHome Of(TenantId tenant) => pools.Current.Places.TryGetValue(tenant, out var place)
        ? place.MovingTo is null ? OfPool(place.Pool) : new TenantHome(HomeKind.Moving)
        : new TenantHome(HomeKind.Moving); // made a moment ago, or the map cannot be read

    public async ValueTask<TenantHome> Find(TenantId tenant)
    {
        if (!pools.Current.Places.ContainsKey(tenant))
        {
            await pools.Reach(pools.Current.Epoch + 1);
        }

        return Of(tenant);
    }

    public TenantHome OfRegion(string region) =>
        region != here.Region && _regions.TryGetValue(region, out var address)
            ? new TenantHome(HomeKind.Elsewhere, address)
            : new TenantHome(HomeKind.Nowhere);

    private TenantHome OfPool(string pool) => pool == here.Pool
        ? new TenantHome(HomeKind.Here)
        : new TenantHome(HomeKind.Elsewhere, pools.Current.Addresses.GetValueOrDefault(pool));
}
