using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Tenants.Stores;

/// <summary>
/// Where to look for the accounts of a customer, both by pseudonym. More may stand here than holds: whether an account
/// is the customer's its own profile says. Less never does, for this is written before the account's record.
/// </summary>
public interface ICustomerStore
{
    /// <summary>Doing it twice changes nothing.</summary>
    ValueTask Link(TenantId tenant, IReadOnlyList<UInt128> customers, AccountKey account, CancellationToken cancel);

    /// <summary>In order of their keys.</summary>
    ValueTask<IReadOnlyList<AccountKey>> Accounts(
        TenantId tenant, UInt128 customer, AccountKey after, int limit, CancellationToken cancel);
}
