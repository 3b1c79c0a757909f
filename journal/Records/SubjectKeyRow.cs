using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// The key of one account, sealed by the tenant key. The row is never deleted: a missing row is an account never
/// written, a tombstone one that was erased.
/// </summary>
public sealed record SubjectKeyRow(
    TenantId Tenant, AccountKey Account, short Generation, short Version, JournalMonth FirstMonth,
    int TenantKeyVersion, ReadOnlyMemory<byte> SealedKey, bool Tombstone);
