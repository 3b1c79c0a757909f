using Orleans.Runtime;

namespace OrleansRisk.Grains.Access;

/// <summary>
/// The type names of our grains, as they stand in grain ids; never changed, for directories know them.
/// </summary>
internal static class GrainTypes
{
    public const string Account = "account";
    public const string Tenant = "tenant";
    public const string TenantSilo = "tenant-silo";

    public static readonly GrainType OfAccount = GrainType.Create(Account);
    public static readonly GrainType OfTenant = GrainType.Create(Tenant);
    public static readonly GrainType OfTenantSilo = GrainType.Create(TenantSilo);

    private static readonly GrainType[] Ours = [OfAccount, OfTenant, OfTenantSilo];

    public static bool IsOurs(GrainType type) => Array.IndexOf(Ours, type) >= 0;
}
