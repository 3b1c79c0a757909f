using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Models;

/// <summary>
/// A trained model: immutable, and a function of the row alone. Whoever reads one from a file checks it first.
/// </summary>
public interface IScoringModel
{
    ScoreScale Scale { get; }

    Thresholds Thresholds { get; }

    /// <summary>What it reads, each once, in its own order.</summary>
    IReadOnlyList<FeatureNumber> Features { get; }

    /// <summary>Null, or what is wrong with it.</summary>
    string? Check();

    ModelScore Score(in FeatureRow row);

    /// <summary>Why. It costs more than the score and is asked for alerts only.</summary>
    Explanation Explain(in FeatureRow row);
}

/// <summary>
/// A score taken apart: <paramref name="Usual"/> points that anyone has, and what each family of features adds or
/// takes; together exactly the points of the score.
/// </summary>
/// <param name="Parts">One a family, in the order of the families.</param>
public sealed record Explanation(int Usual, IReadOnlyList<FamilyPart> Parts)
{
    /// <summary>What speaks against it most: at most four, the greatest first.</summary>
    public IReadOnlyList<FamilyPart> Reasons(ScoreScale scale) =>
    [
        .. Parts.Where(part => scale.Harm(part.Points) > 0).OrderByDescending(part => scale.Harm(part.Points))
            .ThenBy(static part => part.Family).Take(ReasonList.Max),
    ];
}

/// <summary>What a family of features adds to the points.</summary>
/// <param name="Feature">The feature of the family that adds most in the direction of the whole part.</param>
/// <param name="Value">Its value; NaN where it is missing.</param>
public sealed record FamilyPart(Family Family, FeatureNumber Feature, double Value, int Points);
