using OrleansRisk.Actors.Access;

namespace OrleansRisk.Journal.Sealing;

public enum TenantKeyStatus : byte
{
    Active = 1,
    DecryptOnly = 2,
    Disabled = 3,
}

public enum TenantKeyPurpose : byte
{
    /// <summary>Seals subject keys and what belongs to the tenant as a whole.</summary>
    Sealing = 1,

    /// <summary>Makes pseudonyms; created once and never rotated.</summary>
    Pseudonym = 2,
}

/// <summary>A tenant key wrapped by the key-encryption key, with the HMAC that binds it to its place.</summary>
public sealed record TenantKeyRow(
    TenantId Tenant, TenantKeyPurpose Purpose, int Version, TenantKeyStatus Status,
    string KekName, ReadOnlyMemory<byte> Wrapped, ReadOnlyMemory<byte> Binding);
