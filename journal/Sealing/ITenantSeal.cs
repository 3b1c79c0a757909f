using OrleansRisk.Actors.Access;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// Seals what belongs to a tenant and to none of its accounts, under its newest key; opens it under the key it names.
/// Throws <see cref="KeyUnavailableException"/> where a key cannot be had, <see cref="SealBrokenException"/> where the
/// blob is not what was sealed under this kind and name.
/// </summary>
public interface ITenantSeal
{
    ValueTask<byte[]> Seal(
        TenantId tenant, SealedKind kind, UInt128 name, ReadOnlyMemory<byte> content, CancellationToken cancel);

    ValueTask<byte[]> Open(
        TenantId tenant, SealedKind kind, UInt128 name, ReadOnlyMemory<byte> blob, CancellationToken cancel);
}
