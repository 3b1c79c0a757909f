using Orleans;

namespace OrleansRisk.Actors.Accounts;

/// <summary>One answer for each transaction of a batch, in its order; what was decided is durable.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.assessed_batch")]
public sealed record AssessedBatch(IReadOnlyList<Answer> Answers)
{
    /// <summary>Transactions of the account that are recorded and wait for <see cref="IAccount.Rebuild"/>.</summary>
    [Id(0)]
    public int Waiting { get; init; }
}

/// <summary>The answer to one transaction of a batch.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.answer")]
public abstract record Answer
{
    private Answer()
    {
    }

    [GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.answer.decided")]
    public sealed record Decided(DecisionAnswer Entry, bool Duplicate) : Answer
    {
        /// <summary>Sequence of the better version that counts in its place; 0 for none.</summary>
        [Id(0)]
        public long SupersededBy { get; init; }

        /// <summary>Of a duplicate: fields whose text came otherwise than it is recorded, which stays.</summary>
        [Id(1)]
        public IReadOnlyList<string> Changed { get; init; } = [];
    }

    /// <summary>The identity is known with other facts; names the fields that differ.</summary>
    [GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.answer.conflict")]
    public sealed record Conflict(IReadOnlyList<string> Fields) : Answer;

    /// <summary>
    /// Valid by itself, but not for this account now: <c>too_old </c>, <c>wrong_currency </c>, <c>before_known_history
    /// </c>…
    /// </summary>
    [GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.answer.refused")]
    public sealed record Refused(string Code, string Field) : Answer
    {
        /// <summary>What exactly is wrong, if the code does not say it; nothing personal.</summary>
        [Id(0)]
        public string? Cause { get; init; }
    }
}
