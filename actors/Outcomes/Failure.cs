using Orleans;

namespace OrleansRisk.Actors.Outcomes;

/// <summary>Why a call has no value. A closed set: edges and filters know every case.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.failure")]
public abstract record Failure
{
    private Failure()
    {
    }

    /// <summary>Whether the same call may have a value later: send it again.</summary>
    public bool IsTransient => this is Retry or Unknown or Moved;

    /// <summary>Valid by itself, but not for this actor now.</summary>
    /// <param name="Code">Code of the error as the public contract names it: <c>already_begun</c>.</param>
    /// <param name="Field">The field that it is about; empty for the whole.</param>
    /// <param name="Cause">What exactly is wrong, if the code does not say it; nothing personal.</param>
    [GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.failure.refused")]
    public sealed record Refused(string Code, string Field, string? Cause = null) : Failure;

    /// <summary>Certainly not carried out; send it again.</summary>
    [GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.failure.retry")]
    public sealed record Retry(TimeSpan After, string Cause) : Failure;

    /// <summary>
    /// It may or may not have been carried out. Send it again: what is recorded is not recorded twice. Never a
    /// <see cref="Retry"/>, which promises that nothing was recorded.
    /// </summary>
    [GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.failure.unknown")]
    public sealed record Unknown : Failure;

    /// <summary>The account cannot be read: a named cause, never a fresh state.</summary>
    [GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.failure.unavailable")]
    public sealed record Unavailable(UnavailableCause Cause) : Failure;

    /// <summary>Not there, or not the caller's: one answer.</summary>
    [GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.failure.not_found")]
    public sealed record NotFound : Failure;

    [GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.failure.denied")]
    public sealed record Denied : Failure;

    [GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.failure.erased")]
    public sealed record Erased : Failure;

    /// <summary>Beyond the tenant's retention.</summary>
    [GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.failure.expired")]
    public sealed record Expired : Failure;

    /// <summary>Another place serves this tenant.</summary>
    [GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.failure.moved")]
    public sealed record Moved : Failure;
}
