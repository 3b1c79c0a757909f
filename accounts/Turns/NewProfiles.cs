using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Turns;

/// <summary>
/// The profile of an account of which the lender has stated nothing: its tenant's defaults, and the currency of its
/// first transaction. One with a rate names another currency than the account's.
/// </summary>
internal static class NewProfiles
{
    public static AccountProfile Of(string account, TenantContext context, Transaction? first = null) => new()
    {
        Account = account,
        CurrencyNumber = first is { Fx: null } ? first.Currency.Number : context.DefaultCurrency.Number,
        Zone = context.DefaultClock.Name,
    };
}
