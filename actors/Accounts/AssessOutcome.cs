using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Actors.Accounts;

/// <summary>What became of a batch. Only <see cref="Answered"/> acknowledges anything.</summary>
public abstract record AssessOutcome
{
    private AssessOutcome()
    {
    }

    /// <summary>One answer for each transaction of the batch, in its order; what was decided is durable.</summary>
    public sealed record Answered(IReadOnlyList<Answer> Answers) : AssessOutcome;

    /// <summary>Nothing of it was recorded; send it again.</summary>
    public sealed record NotRecorded(TimeSpan RetryAfter, string Cause) : AssessOutcome;

    /// <summary>
    /// It may or may not be recorded; send it again, a recorded one will be answered as the duplicate it is.
    /// </summary>
    public sealed record Unknown : AssessOutcome;

    /// <summary>The account cannot be read: a named cause, never a fresh state.</summary>
    public sealed record Unavailable(UnavailableCause Cause) : AssessOutcome;

    public sealed record Erased : AssessOutcome;

    /// <summary>Another place serves this tenant.</summary>
    public sealed record Moved(string Where) : AssessOutcome;

    public sealed record Denied : AssessOutcome;
}

/// <summary>The answer to one transaction of a batch.</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    public sealed record Decided(DecidedTransaction Entry, bool Duplicate) : Answer;

    /// <summary>The identity is known with other content; names the fields that differ.</summary>
    public sealed record Conflict(IReadOnlyList<string> Fields) : Answer;

    /// <summary>
    /// Valid by itself, but not for this account now: <c>too_old </c>, <c>wrong_currency </c>, <c>before_known_history
    /// </c>…
    /// </summary>
    public sealed record Refused(string Code, string Field) : Answer;
}
