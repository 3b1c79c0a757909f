using System.Collections.Frozen;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Host.Moving;

/// <summary>
/// Sends whoever is not of this silo's pool the right way: a silo outside the pool has not even the keys to tell
/// which account a line means.
/// </summary>
internal sealed class TenantRouting(PoolMapCache pools, Locality here, string? regions) : ITenantRouting
{
    private readonly FrozenDictionary<string, string> _regions = (regions ?? "")
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(each => each.Split('=', 2))
        .ToFrozenDictionary(each => each[0], each => each[1]);

    public TenantRoute OfOperators => OfPool(pools.Current.DefaultPool);

    public TenantRoute Of(TenantId tenant) => pools.Current.Places.TryGetValue(tenant, out var place)
        ? place.MovingTo is null ? OfPool(place.Pool) : new TenantRoute(TenantRouteKind.Moving)
        : new TenantRoute(TenantRouteKind.Moving); // made a moment ago, or the map cannot be read

    public async ValueTask<TenantRoute> Find(TenantId tenant)
    {
        if (!pools.Current.Places.ContainsKey(tenant))
        {
            await pools.Reach(pools.Current.Epoch + 1);
        }

        return Of(tenant);
    }

    public TenantRoute OfRegion(string region) =>
        region != here.Region && _regions.TryGetValue(region, out var address)
            ? new TenantRoute(TenantRouteKind.OtherRegion, address)
            : new TenantRoute(TenantRouteKind.Nowhere);

    private TenantRoute OfPool(string pool) => pool == here.Pool
        ? new TenantRoute(TenantRouteKind.Here)
        : new TenantRoute(TenantRouteKind.OtherRegion, pools.Current.Addresses.GetValueOrDefault(pool));
}
