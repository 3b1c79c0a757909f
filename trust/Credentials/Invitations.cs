using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Trust.People;

namespace OrleansRisk.Trust.Credentials;

/// <param name="Secret">Told once; it is not kept.</param>
public sealed record Invitation(InvitationRow Row, string Secret);

/// <summary>What became of an invitation that was shown.</summary>
/// <param name="Person">Who was made by it; null if it does not hold or the password is not taken.</param>
public sealed record Accepted(PersonRow? Person, PasswordFault Fault = PasswordFault.None);

/// <summary>
/// Persons come by invitation alone: asked by somebody, once, until a moment. Who accepts sets the password.
/// </summary>
public sealed class Invitations(
    IPeopleStore people, PeopleSecrets secrets, Passwords passwords, TimeProvider time)
{
    private const int SecretBytes = 32;

    public async ValueTask<Invitation> Invite(
        TenantId tenant, PersonalFields fields, IReadOnlyList<string> roles, string invitedBy, CancellationToken cancel)
    {
        if (!EmailAddress.IsOne(fields.Email))
        {
            throw new ArgumentException("no e-mail address", nameof(fields));
        }

        var id = new PersonId(tenant, new UInt128(Chance(), Chance()));
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var now = time.GetUtcNow();
        var row = new InvitationRow(
            id, SHA256.HashData(secret), await secrets.Lookup(tenant, fields.Email, cancel), roles,
            await secrets.Seal(id, fields, cancel), invitedBy, now.ToUnixTimeMilliseconds(),
            (now + TrustLimits.InvitationAge).ToUnixTimeMilliseconds());
        await people.Invite(row, cancel);
        return new Invitation(row, Convert.ToHexStringLower(secret));
    }

    /// <summary>Makes the person. A password that is not taken leaves the invitation as it is.</summary>
    public async ValueTask<Accepted> Accept(
        TenantId tenant, UInt128 invitation, string secret, string password, CancellationToken cancel)
    {
        var row = await people.Invitation(tenant, invitation, cancel);
        if (row is null || !IsOf(row, secret))
        {
            return new Accepted(null);
        }

        var fields = await secrets.Open(row.Id, row.Sealed, cancel);
        if (PasswordRules.Of(password, fields.Email, fields.Name) is not PasswordFault.None and var fault)
        {
            return new Accepted(null, fault);
        }

        var pepper = await secrets.Pepper(tenant, cancel);
        var hash = await Task.Run(() => passwords.Hash(pepper, password), cancel);
        var person = new PersonRow(
            row.Id, row.Lookup, row.Roles, row.Sealed, time.GetUtcNow().ToUnixTimeMilliseconds());
        return new Accepted(await people.Accept(invitation, person, hash, cancel) ? person : null);
    }

    private static bool IsOf(InvitationRow row, string secret) =>
        secret.Length == 2 * SecretBytes && secret.All(char.IsAsciiHexDigitLower)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Convert.FromHexString(secret)), row.SecretHash.Span);

    private static ulong Chance() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
