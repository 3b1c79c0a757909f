using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.ReferenceData;

public enum ReferenceDataKind : byte
{
    Population = 1,
    Policy = 2,

    /// <summary>With which scoring version the tenant's accounts go on.</summary>
    ScoringVersion = 3,

    /// <summary>The models that the tenant's transactions are scored with.</summary>
    ModelDeployment = 4,

    /// <summary>What names of payees mean to the tenant, and the country whose pack it takes.</summary>
    CategoryRules = 5,

    /// <summary>A scoring version that the tenant is to go on with, once it is approved.</summary>
    ScoringProposal = 6,
}

/// <summary>A published: immutable, numbered per tenant and kind from 1, with the SHA-256 of its content.</summary>
public sealed record ReferenceDataVersion(
    TenantId Tenant, ReferenceDataKind Kind, int Version, long PublishedAt, ReadOnlyMemory<byte> Hash,
    ReadOnlyMemory<byte> Content);

/// <summary>Counts folded from the journal: of one counterparty, or (key 0) of a tenant's population.</summary>
public sealed record ProjectionRow(TenantId Tenant, ulong Key, ReadOnlyMemory<byte> Counts);

public interface IReferenceDataStore
{
    ValueTask<ReferenceDataVersion?> Find(
        TenantId tenant, ReferenceDataKind kind, int version, CancellationToken cancel);

    ValueTask<ReferenceDataVersion?> Newest(TenantId tenant, ReferenceDataKind kind, CancellationToken cancel);

    /// <summary>
    /// Adds a population, which is computed from the journal; false where that version is there already. All other
    /// kinds are changes of the tenant.
    /// </summary>
    ValueTask<bool> AddPopulation(ReferenceDataVersion population, CancellationToken cancel);

    /// <summary>Position of each writer up to which the counts have folded the journal.</summary>
    ValueTask<IReadOnlyDictionary<int, long>> Positions(CancellationToken cancel);

    ValueTask<IReadOnlyList<ProjectionRow>> Rows(TenantId tenant, IReadOnlyList<ulong> keys, CancellationToken cancel);

    /// <summary>Every row, a page at a time by (tenant, key).</summary>
    IAsyncEnumerable<ProjectionRow> AllRows(CancellationToken cancel);

    /// <summary>
    /// Writes the rows and moves the positions in one transaction, only where the positions still stand at
    /// <paramref name="from"/>; false where another process moved them.
    /// </summary>
    ValueTask<bool> Advance(
        IReadOnlyDictionary<int, long> from, IReadOnlyDictionary<int, long> to,
        IReadOnlyList<ProjectionRow> rows, CancellationToken cancel);
}
