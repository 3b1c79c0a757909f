namespace OrleansRisk.Actors.Outcomes;

/// <summary>What a read of an account came to where it is not the value itself.</summary>
public enum Refusal
{
    None = 0,

    /// <summary>Not there, or not yours: one answer.</summary>
    NotFound,
    Denied,
    Unavailable,
    Erased,

    /// <summary>Beyond the tenant's retention.</summary>
    Expired,

    /// <summary>The journal did not answer; ask again.</summary>
    Retry,
    Moved,
}

/// <summary>A value, or why there is none.</summary>
public abstract record Reply(Refusal Refusal, UnavailableCause? Cause = null);
