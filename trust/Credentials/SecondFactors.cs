using OrleansRisk.Trust.People;

namespace OrleansRisk.Trust.Credentials;

/// <param name="Draft">Given back with the first code: the secret, sealed for this person.</param>
/// <param name="Address">What the authenticator reads.</param>
public sealed record SecondFactorDraft(byte[] Draft, string Address);

/// <summary>
/// A person's authenticator: begun, and in force once it has shown a code, so that nobody shuts itself out.
/// </summary>
public sealed class SecondFactors(ICredentialStore store, PeopleSecrets secrets, TimeProvider time)
{
    public async ValueTask<SecondFactorDraft> Begin(
        PersonId person, string issuer, string account, CancellationToken cancel)
    {
        var secret = OneTimeCodes.NewSecret();
        return new SecondFactorDraft(
            await secrets.SealCodes(person, secret, cancel), OneTimeCodes.Address(secret, issuer, account));
    }

    /// <summary>
    /// In force from now on, in place of any before; returns the recovery codes, which are shown once. Null if the code
    /// is not of the draft.
    /// </summary>
    public async ValueTask<IReadOnlyList<string>?> Confirm(
        PersonId person, byte[] draft, string code, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var secret = await secrets.OpenCodes(person, draft, cancel);
        if (OneTimeCodes.Step(secret, code, now) is not { } step)
        {
            return null;
        }

        var recovery = RecoveryCodes.New();
        await store.SetCodes(
            person, draft, step, [.. recovery.Select(static one => RecoveryCodes.Hash(one)!)],
            now.ToUnixTimeMilliseconds(), cancel);
        return recovery;
    }
}
