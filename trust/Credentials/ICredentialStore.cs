using OrleansRisk.Trust.People;

namespace OrleansRisk.Trust.Credentials;

/// <summary>What a person has to sign in with.</summary>
/// <param name="PasswordHash">As <see cref="Passwords"/> keeps it.</param>
/// <param name="SealedSecret">Of one-time codes; null without a second factor.</param>
/// <param name="RecoveryCodes">How many are left.</param>
public sealed record CredentialRow(string? PasswordHash, byte[]? SealedSecret, int RecoveryCodes);

/// <summary>Credentials as they are kept, for every silo: what can be used once is used once on all of them.</summary>
public interface ICredentialStore
{
    ValueTask<CredentialRow> Of(PersonId person, CancellationToken cancel);

    ValueTask SetPassword(PersonId person, string hash, long at, CancellationToken cancel);

    /// <summary>A new second factor in place of any before, with its recovery codes.</summary>
    /// <param name="step">Of the code by which it was confirmed, which is used up by that.</param>
    ValueTask SetCodes(
        PersonId person, byte[] sealedSecret, long step, IReadOnlyList<byte[]> recoveryCodes, long at,
        CancellationToken cancel);

    /// <summary>False if this step or a later one was taken before.</summary>
    ValueTask<bool> TakeStep(PersonId person, long step, CancellationToken cancel);

    /// <summary>False if there is no such code, or it was used.</summary>
    ValueTask<bool> TakeRecoveryCode(PersonId person, byte[] hash, long at, CancellationToken cancel);
}
