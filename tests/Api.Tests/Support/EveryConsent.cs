using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>Whatever consent is named, it is there and live.</summary>
internal sealed class EveryConsent : IConsentStore
{
    public ValueTask<ConsentRow?> Find(TenantId tenant, UInt128 id, CancellationToken cancel) =>
        new(new ConsentRow(id, 0, "credit_underwriting", 0, long.MaxValue, 0, 0, null, Array.Empty<byte>()));

    public ValueTask<IReadOnlyList<ConsentRow>> Before(
        TenantId tenant, long createdAt, UInt128 id, int limit, CancellationToken cancel) => new([]);

    public ValueTask<IReadOnlyList<ConsentRow>> Ended(
        TenantId tenant, long by, int limit, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<ConsentRow>>([]);

    public ValueTask Link(TenantId tenant, UInt128 consent, AccountKey account, CancellationToken cancel) => default;

    public ValueTask<IReadOnlyList<AccountKey>> Accounts(
        TenantId tenant, UInt128 consent, AccountKey after, int limit, CancellationToken cancel) => new([]);

    public ValueTask TakenBack(TenantId tenant, UInt128 consent, AccountKey account, CancellationToken cancel) =>
        default;

    public ValueTask<bool> AnyRevoked(TenantId tenant, CancellationToken cancel) => new(false);

    public ValueTask<bool> IsFrozen(TenantId tenant, AccountKey account, CancellationToken cancel) => new(false);
}
