using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Stores;

/// <summary>How far a load is. Persisted by number.</summary>
public enum LoadState : short
{
    /// <summary>Its parts are being kept: shown to nobody.</summary>
    Arriving = 0,
    Draft = 1,
    Committing = 2,
    Committed = 3,
}

/// <summary>What the parts of a load hold. Persisted by number.</summary>
public enum LoadPartKind : short
{
    Rows = 1,
    Accounts = 2,
    Findings = 3,
}

/// <param name="CreatedAt">Milliseconds since 1970-01-01T00:00Z, as all times here.</param>
/// <param name="PartsDone">Parts of rows that were committed.</param>
/// <param name="Content">Sealed under the tenant's key, as that of parts; the store cannot read it.</param>
public sealed record LoadHead(
    UInt128 Id, long CreatedAt, long ExpiresAt, LoadState State, int PartsDone, long RowsDone, long Refused,
    ReadOnlyMemory<byte> Content)
{
    /// <summary>Until then it is of whoever commits it.</summary>
    public long LeasedUntil { get; init; }
}

/// <summary>What a tenant holds that is not committed.</summary>
/// <param name="Bytes">As they are kept.</param>
/// <param name="Oldest">The oldest of them.</param>
public sealed record HeldLoads(int Count, long Bytes, IReadOnlyList<UInt128> Oldest);

/// <summary>One part of a load.</summary>
public sealed record LoadPart(LoadPartKind Kind, int Part, ReadOnlyMemory<byte> Content);

/// <summary>Loads, each until it expires. What has expired is not there, and goes as others come.</summary>
public interface ILoadStore
{
    /// <summary>Keeps a load that is arriving, and lets some of what has expired go.</summary>
    /// <param name="now">What expires by then goes.</param>
    ValueTask Begin(TenantId tenant, LoadHead head, long now, CancellationToken cancel);

    ValueTask AddParts(TenantId tenant, UInt128 id, IReadOnlyList<LoadPart> parts, CancellationToken cancel);

    /// <summary>Keeps a part in the place of the one that an attempt before may have kept.</summary>
    ValueTask PutPart(TenantId tenant, UInt128 id, LoadPart part, CancellationToken cancel);

    /// <summary>All parts are there: it is a draft from now on.</summary>
    ValueTask Complete(TenantId tenant, UInt128 id, CancellationToken cancel);

    /// <summary>Null where the tenant has none of this id, or it is arriving or has expired.</summary>
    ValueTask<LoadHead?> Find(TenantId tenant, UInt128 id, long now, CancellationToken cancel);

    /// <summary>
    /// The newest first, made before a time and then before an id, and not before <paramref name="from"/>; none that is
    /// arriving or has expired.
    /// </summary>
    ValueTask<IReadOnlyList<LoadHead>> Before(
        TenantId tenant, long createdAt, UInt128 id, long from, int limit, long now, CancellationToken cancel);

    /// <summary>What the tenant holds that is not committed and has not expired.</summary>
    ValueTask<HeldLoads> Held(TenantId tenant, long now, CancellationToken cancel);

    /// <summary>Parts from one on, in order.</summary>
    ValueTask<IReadOnlyList<LoadPart>> Parts(
        TenantId tenant, UInt128 id, LoadPartKind kind, int from, int count, CancellationToken cancel);

    /// <summary>
    /// Takes a draft, or a commit that nobody carries on, to be committed; false where somebody else has it.
    /// </summary>
    ValueTask<bool> Take(TenantId tenant, UInt128 id, long now, long until, CancellationToken cancel);

    /// <summary>Notes how far the commit is, and keeps it for longer.</summary>
    ValueTask Note(
        TenantId tenant, UInt128 id, LoadState state, int partsDone, long rowsDone, long refused, long until,
        CancellationToken cancel);

    /// <summary>Keeps a commit that is under way for longer.</summary>
    ValueTask Extend(TenantId tenant, UInt128 id, long until, CancellationToken cancel);

    /// <summary>Throws a load away; false where there is none, or it is being committed.</summary>
    ValueTask<bool> Delete(TenantId tenant, UInt128 id, long now, CancellationToken cancel);
}
