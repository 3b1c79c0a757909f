using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Models;

/// <summary>
/// From which score on something is done. They belong to the model: another version spreads its scores otherwise, and
/// the thresholds of the last one would mean something else.
/// </summary>
/// <param name="ReviewAt">This score and riskier ones are reviewed.</param>
/// <param name="DeclineAt">This score and riskier ones are declined.</param>
/// <param name="Budget">What the first was made from, such as "0.5 %"; null where it was given.</param>
public sealed record Thresholds(int ReviewAt, int DeclineAt, string? Budget = null)
{
    /// <summary>Null, or what is wrong with them.</summary>
    public string? Check(ScoreScale scale) =>
        !Within(ReviewAt) || !Within(DeclineAt) ? "a threshold is not from -1 to 1001"
            : scale.Harm(DeclineAt) < scale.Harm(ReviewAt) ? "what is declined would not all be reviewed"
            : Budget is not null && AlertBudget.Read(Budget) is null
                ? "the budget reads neither as a share nor as a number a day"
                : null;

    public Outcome OutcomeOf(ScoreScale scale, int score) =>
        scale.Harm(score) >= scale.Harm(DeclineAt) ? Outcome.Decline
            : scale.Harm(score) >= scale.Harm(ReviewAt) ? Outcome.Review
            : Outcome.Approve;

    /// <summary>One beyond the riskiest score is a threshold that nothing reaches.</summary>
    private static bool Within(int score) => score is >= Limits.ScoreMin - 1 and <= Limits.ScoreMax + 1;
}
