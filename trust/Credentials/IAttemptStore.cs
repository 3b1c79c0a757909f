using OrleansRisk.Actors.Access;

namespace OrleansRisk.Trust.Credentials;

/// <summary>What attempts to sign in are counted by. The numbers are kept.</summary>
public enum AttemptKind : byte
{
    /// <summary>One person from one address.</summary>
    Pair = 1,

    /// <summary>Anybody from one address.</summary>
    Address = 2,

    /// <summary>One person from anywhere that it never signed in from.</summary>
    Person = 3,

    /// <summary>No count: the person has signed in from there.</summary>
    Known = 4,
}

/// <summary>A count of attempts, and how they are slowed.</summary>
/// <param name="Free">Attempts without a wait; the wait doubles with each after them, from a second.</param>
/// <param name="WaitMax">Milliseconds.</param>
public readonly record struct AttemptCount(AttemptKind Kind, UInt128 Key, int Free, int WaitMax);

/// <summary>Attempts to sign in, counted for all silos before anything is checked.</summary>
public interface IAttemptStore
{
    ValueTask<bool> IsKnown(TenantId tenant, UInt128 pair, CancellationToken cancel);

    /// <summary>
    /// Counts an attempt by each of these, in the order of their kinds, or by none; null if it may be made, otherwise
    /// the moment at which it may be made again. Of many at one time as many pass as may.
    /// </summary>
    ValueTask<long?> Claim(
        TenantId tenant, IReadOnlyList<AttemptCount> counts, long now, CancellationToken cancel);

    /// <summary>
    /// The attempt was good: takes its own count back and no other, and keeps that the person signs in from there.
    /// </summary>
    ValueTask Succeeded(
        TenantId tenant, UInt128 pair, IReadOnlyList<AttemptCount> counts, long now, CancellationToken cancel);
}
