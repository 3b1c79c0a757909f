using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Contract;

namespace OrleansRisk.Api.Tenants;

/// <summary>The tenant that an address names.</summary>
internal static class TenantPlace
{
    /// <summary>False where it is no tenant's id, or another tenant's: to the caller both are not there.</summary>
    public static bool TryParse(string text, Call call, out TenantId tenant)
    {
        var isTenant = Ids.TryParseTenant(text, out var number);
        tenant = new TenantId(number);
        return isTenant && ((call.Caller.Roles & Roles.Operator) != 0 || call.Caller.Tenant == tenant);
    }
}
