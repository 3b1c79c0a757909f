namespace OrleansRisk.Trust.People;

/// <summary>A person as it is kept: who it is lies sealed.</summary>
/// <param name="Lookup">Keyed hash of the e-mail address, in its one spelling.</param>
/// <param name="Roles">By name; what a role may do is not known here.</param>
/// <param name="Sealed">E-mail address and name.</param>
/// <param name="CreatedAt">Milliseconds since 1970, as are all moments here.</param>
/// <param name="EndedAt">From when on the person may do nothing.</param>
public sealed record PersonRow(
    PersonId Id, UInt128 Lookup, IReadOnlyList<string> Roles, ReadOnlyMemory<byte> Sealed, long CreatedAt,
    long? EndedAt = null);

/// <summary>Who a person is.</summary>
public sealed record PersonalFields(string Email, string Name);

/// <summary>Somebody who was asked to become a person of a tenant, once and until a moment.</summary>
/// <param name="SecretHash">SHA-256 of the secret that was told once.</param>
/// <param name="InvitedBy">Who asked.</param>
public sealed record InvitationRow(
    PersonId Id, ReadOnlyMemory<byte> SecretHash, UInt128 Lookup, IReadOnlyList<string> Roles,
    ReadOnlyMemory<byte> Sealed, string InvitedBy, long CreatedAt, long ExpiresAt, long? UsedAt = null);
