using OrleansRisk.Actors.Accounts;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Turns;

/// <summary>The profile of an account of which the lender has stated nothing: its tenant's defaults.</summary>
internal static class NewProfiles
{
    public static AccountProfile Of(string account, TenantContext context) => new()
    {
        Account = account,
        CurrencyNumber = context.DefaultCurrency.Number,
        Zone = context.DefaultClock.Name,
    };
}
