using System.Net;
using OrleansRisk.Actors.Access;
using OrleansRisk.Trust.People;

namespace OrleansRisk.Trust.Credentials;

/// <param name="Tenant">0 for operators.</param>
/// <param name="Code">Of the authenticator, or a recovery code; null at first.</param>
public sealed record SignInRequest(TenantId Tenant, string Email, string Password, string? Code, IPAddress Address);

public enum SignInOutcome : byte
{
    /// <summary>Not so; nothing tells which of it was wrong.</summary>
    Refused = 0,

    /// <summary>Too many attempts: nothing was looked at.</summary>
    TooEarly,

    /// <summary>All is right so far, and the second factor is wanted.</summary>
    CodeWanted,
    Done,
}

/// <param name="Person">Who has signed in, if it is done.</param>
/// <param name="Strong">With a second factor.</param>
/// <param name="NextAt">When the next attempt may be made, if it was too early.</param>
public sealed record SignInResult(
    SignInOutcome Outcome, PersonRow? Person = null, bool Strong = false, long NextAt = 0);

public sealed record SignInStores(IPeopleStore People, ICredentialStore Credentials, IAttemptStore Attempts);

/// <summary>
/// Signs persons in by password and second factor. Attempts are slowed by person and address; nobody is locked out by
/// what others do: from where a person has signed in before, only attempts made from there count.
/// </summary>
public sealed class SignIns(SignInStores stores, PeopleSecrets secrets, Passwords passwords, TimeProvider time)
    : IDisposable
{
    private readonly SemaphoreSlim _hashing = new(TrustLimits.PasswordsAtOnce);

    public async ValueTask<SignInResult> SignIn(SignInRequest request, CancellationToken cancel)
    {
        var (tenant, now) = (request.Tenant, Now);
        var lookup = await secrets.Lookup(tenant, request.Email, cancel);
        var place = await secrets.Place(tenant, request.Address, cancel);
        var pair = await secrets.Pair(tenant, lookup, place, cancel);
        var counts = await Counts(tenant, lookup, place, pair, cancel);
        if (await stores.Attempts.Claim(tenant, counts, now, cancel) is { } next)
        {
            return new SignInResult(SignInOutcome.TooEarly, NextAt: next);
        }

        var person = await stores.People.FindBy(tenant, lookup, cancel);
        var kept = person is null ? null : await stores.Credentials.Of(person.Id, cancel);
        if (!await IsPassword(tenant, person, kept?.PasswordHash, request.Password, cancel))
        {
            return new SignInResult(SignInOutcome.Refused);
        }

        if (kept!.SealedSecret is { } secret)
        {
            if (request.Code is null)
            {
                return new SignInResult(SignInOutcome.CodeWanted);
            }

            if (!await TakeCode(person!.Id, secret, request.Code, cancel))
            {
                return new SignInResult(SignInOutcome.Refused);
            }
        }

        await stores.Attempts.Succeeded(tenant, pair, counts, now, cancel);
        return new SignInResult(SignInOutcome.Done, person, Strong: kept.SealedSecret is not null);
    }

    /// <summary>Takes a code of the authenticator or a recovery code, each once.</summary>
    public async ValueTask<bool> TakeCode(
        PersonId person, ReadOnlyMemory<byte> sealedSecret, string code, CancellationToken cancel)
    {
        var secret = await secrets.OpenCodes(person, sealedSecret, cancel);
        return OneTimeCodes.Step(secret, code, time.GetUtcNow()) is { } step
            ? await stores.Credentials.TakeStep(person, step, cancel)
            : RecoveryCodes.Hash(code) is { } hash
                && await stores.Credentials.TakeRecoveryCode(person, hash, Now, cancel);
    }

    public void Dispose() => _hashing.Dispose();

    /// <summary>Checks it, and hashes it again if that is due. As slow if nobody is there.</summary>
    private async ValueTask<bool> IsPassword(
        TenantId tenant, PersonRow? person, string? hash, string password, CancellationToken cancel)
    {
        var pepper = await secrets.Pepper(tenant, cancel);
        await _hashing.WaitAsync(cancel); // as many at one time as leave the machine its work
        try
        {
            var check = await Task.Run(() => passwords.Check(pepper, password, hash), cancel);
            if (check == PasswordCheck.RightAndOutdated)
            {
                var anew = await Task.Run(() => passwords.Hash(pepper, password), cancel);
                await stores.Credentials.SetPassword(person!.Id, anew, Now, cancel);
            }

            return check != PasswordCheck.Wrong;
        }
        finally
        {
            _hashing.Release();
        }
    }

    private async ValueTask<IReadOnlyList<AttemptCount>> Counts(
        TenantId tenant, UInt128 lookup, UInt128 place, UInt128 pair, CancellationToken cancel)
    {
        var counts = new List<AttemptCount>
        {
            new(AttemptKind.Pair, pair, TrustLimits.AttemptsOfPair, TrustLimits.WaitOfPair),
            new(AttemptKind.Address, place, TrustLimits.AttemptsOfAddress, TrustLimits.WaitOfAddress),
        };
        if (!await stores.Attempts.IsKnown(tenant, pair, cancel))
        {
            counts.Add(new(AttemptKind.Person, lookup, TrustLimits.AttemptsOfPerson, TrustLimits.WaitOfPerson));
        }

        return counts;
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
