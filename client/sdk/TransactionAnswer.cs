using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Client;

/// <summary>
/// What became of one line. There is exactly one <see cref="Decided"/> or <see cref="Refused"/> for each line that was
/// taken from the input; a <see cref="Degraded"/> may come before it.
/// </summary>
public abstract record TransactionAnswer
{
    private TransactionAnswer(long number, int attempts)
    {
        Number = number;
        Attempts = attempts;
    }

    /// <summary>Place of the line in the input, from 1.</summary>
    public long Number { get; }

    /// <summary>How often it was sent until this answer came: 1 where nothing went wrong.</summary>
    public int Attempts { get; }

    /// <summary>Recorded and decided: the acknowledgement. Nothing that was answered so is ever lost.</summary>
    public sealed record Decided : TransactionAnswer
    {
        internal Decided(long number, int attempts, DecisionBody decision)
            : base(number, attempts) => Decision = decision;

        /// <summary>The decision; its <c>line</c> is <see cref="TransactionAnswer.Number"/>.</summary>
        public DecisionBody Decision { get; }
    }

    /// <summary>
    /// No decision in time: what the tenant has stated for that case. It acknowledges nothing; the line is sent again
    /// by itself, and its <see cref="Decided"/> comes later.
    /// </summary>
    public sealed record Degraded : TransactionAnswer
    {
        internal Degraded(long number, int attempts, FallbackBody fallback)
            : base(number, attempts) => Fallback = fallback;

        /// <summary>The fallback; its <c>line</c> is <see cref="TransactionAnswer.Number"/>.</summary>
        public FallbackBody Fallback { get; }
    }

    /// <summary>Refused for good: sending the same again gives the same refusal.</summary>
    public sealed record Refused : TransactionAnswer
    {
        internal Refused(long number, int attempts, string? transaction, Problem problem)
            : base(number, attempts) => (Transaction, Problem) = (transaction, problem);

        /// <summary>The lender's transaction id, where the line was readable so far.</summary>
        public string? Transaction { get; }

        /// <summary>Why; its <c>line</c> is <see cref="TransactionAnswer.Number"/>.</summary>
        public Problem Problem { get; }
    }
}
