namespace OrleansRisk.Grains.Placement;

/// <summary>Where this silo stands; also published as its metadata, under the names below.</summary>
/// <param name="Region">One cluster is in one region.</param>
/// <param name="Pool">Silos that hold the same tenants' keys.</param>
internal sealed record Locality(string Region, string Pool)
{
    public const string RegionKey = "region";
    public const string PoolKey = "pool";
}
