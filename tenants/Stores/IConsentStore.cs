using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Tenants.Stores;

/// <summary>A customer's consent that a source of data is used.</summary>
/// <param name="Subject">Pseudonym of the customer.</param>
/// <param name="From">From when on, milliseconds since 1970, as all times here.</param>
/// <param name="HistoryDays">How far back before <paramref name="From"/> data may lie; 0 for no bound.</param>
/// <param name="Content">Sealed under the tenant's key; the store cannot read it.</param>
public sealed record ConsentRow(
    UInt128 Id, UInt128 Subject, string Purpose, long From, long To, int HistoryDays, long CreatedAt, long? RevokedAt,
    ReadOnlyMemory<byte> Content)
{
    private const long DayMilliseconds = 86_400_000;

    /// <summary>Why nothing may be taken by it now; null while it is live.</summary>
    public ConsentFault? Fault(long now) =>
        RevokedAt is not null ? ConsentFault.Revoked
        : now >= To ? ConsentFault.Expired
        : now < From ? ConsentFault.Missing
        : null;

    /// <summary>Data may lie so far back.</summary>
    public long OldestAt => HistoryDays == 0 ? long.MinValue : From - (HistoryDays * DayMilliseconds);
}

/// <summary>Why a consent does not let data in.</summary>
public enum ConsentFault
{
    /// <summary>There is none, or it does not begin yet, or it does not reach so far back.</summary>
    Missing,
    Expired,
    Revoked,
}

/// <summary>Consents of a tenant's customers, and the accounts that have data under each.</summary>
public interface IConsentStore
{
    ValueTask<ConsentRow?> Find(TenantId tenant, UInt128 id, CancellationToken cancel);

    /// <summary>The newest first, made before a time and then before an id.</summary>
    ValueTask<IReadOnlyList<ConsentRow>> Before(
        TenantId tenant, long createdAt, UInt128 id, int limit, CancellationToken cancel);

    /// <summary>
    /// Consents that have ended by then, that are not revoked, and of which no change says so; the earliest first.
    /// </summary>
    ValueTask<IReadOnlyList<ConsentRow>> Ended(TenantId tenant, long by, int limit, CancellationToken cancel);

    /// <summary>
    /// Notes that an account has data under a consent, before they are recorded; doing it twice changes nothing.
    /// </summary>
    ValueTask Link(TenantId tenant, UInt128 consent, AccountKey account, CancellationToken cancel);

    /// <summary>Accounts that have data under a consent and of which they are not taken back, in order.</summary>
    ValueTask<IReadOnlyList<AccountKey>> Accounts(
        TenantId tenant, UInt128 consent, AccountKey after, int limit, CancellationToken cancel);

    /// <summary>Notes that an account's data under a consent are taken back.</summary>
    ValueTask TakenBack(TenantId tenant, UInt128 consent, AccountKey account, CancellationToken cancel);

    /// <summary>Whether any consent of the tenant is revoked.</summary>
    ValueTask<bool> AnyRevoked(TenantId tenant, CancellationToken cancel);

    /// <summary>Whether the account has data under a revoked consent that are not taken back.</summary>
    ValueTask<bool> IsFrozen(TenantId tenant, AccountKey account, CancellationToken cancel);
}
