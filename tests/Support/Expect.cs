using OrleansRisk.Actors.Outcomes;
using Xunit;

namespace OrleansRisk.Tests.Support;

/// <summary>What a test expects of a call.</summary>
public static class Expect
{
    /// <summary>The value; fails with the failure if there is none.</summary>
    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Failure);
        return outcome.Value!;
    }

    /// <summary>Why an account cannot be read; null if it can.</summary>
    public static UnavailableCause? CauseOf<T>(this Outcome<T> outcome) =>
        (outcome.Failure as Failure.Unavailable)?.Cause;
}
