using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// Keys as actors see them. Throws <see cref="KeyUnavailableException"/> with its cause where one cannot be had.
/// </summary>
public interface IKeyRing
{
    /// <summary>Makes and wraps the keys of a new tenant; doing it twice changes nothing.</summary>
    ValueTask CreateTenant(TenantId tenant, CancellationToken cancel);

    ValueTask<IPseudonyms> Pseudonyms(TenantId tenant, CancellationToken cancel);

    /// <summary>
    /// A new subject key with a session under it; the row is to be inserted with the account's first record.
    /// </summary>
    ValueTask<(SubjectKeyRow Row, ISealingSession Session)> CreateSubject(
        TenantId tenant, AccountKey account, short generation, JournalMonth firstMonth, CancellationToken cancel);

    ValueTask<ISealingSession> Open(SubjectKeyRow row, CancellationToken cancel);
}

/// <summary>
/// Seals and opens what belongs to one account. One AES-GCM key per session, a counter as nonce; used by one turn at a
/// time.
/// </summary>
public interface ISealingSession : IDisposable
{
    /// <summary>Whether the lease has run out: then <see cref="Renew"/> before the next use.</summary>
    bool Expired { get; }

    /// <summary>
    /// Unwraps the subject key again through the key ring; throws where it is disabled or erased by now.
    /// </summary>
    ValueTask Renew(CancellationToken cancel);

    /// <summary>Where its tenant comes from: part of every seal and of every record's hash.</summary>
    TenantOrigin Origin { get; }

    byte[] Seal(in SealPlace place, ReadOnlySpan<byte> content);

    /// <summary>Throws <see cref="SealBrokenException"/> where the blob is not what was sealed at this place.</summary>
    byte[] Open(in SealPlace place, ReadOnlySpan<byte> blob);
}

/// <summary>
/// Where a blob belongs in its tenant. All of it is associated data, and so is the tenant's origin, which whoever seals
/// and opens knows by the key: a blob moved to another place does not open.
/// </summary>
public readonly record struct SealPlace(
    SealedKind Kind, AccountKey Account, short Generation, RecordKind Record,
    long FirstSequence, long LastSequence, ushort ScoringVersion, JournalMonth Month, JournalMonth NextMonth,
    UInt128 PreviousHash, ulong StateHash);

public enum SealedKind : byte
{
    RecordPayload = 1,
    Base = 2,
    Snapshot = 3,
    SubjectKey = 4,
    Webhook = 5,
    Repeat = 6,
    Assessment = 7,
    Identities = 8,
    Load = 9,
    Consent = 10,
    Letter = 11,
}

/// <summary>A blob did not open: changed, cut, or not of this place. Says nothing about which.</summary>
public sealed class SealBrokenException(string message) : Exception(message);
