using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Models;

/// <summary>
/// Whole points by the bin in which each feature lies, added up. Anybody can check a score with a pencil: the points
/// are on the scale itself, so that their sum is the score and stands for odds.
/// </summary>
/// <param name="Start">Points before any feature.</param>
public sealed record Scorecard(
    ScoreScale Scale, int Start, IReadOnlyList<ScorecardRow> Rows, Thresholds Thresholds) : IScoringModel
{
    public const int RowsMax = 64;

    private readonly ScorecardRow[] _rows = [.. Rows];

    public IReadOnlyList<FeatureNumber> Features { get; } = [.. Rows.Select(static row => row.Feature)];

    public string? Check()
    {
        if (Rows.Count is 0 or > RowsMax)
        {
            return $"a scorecard has 1 to {RowsMax} features, not {Rows.Count}";
        }

        if (Math.Abs((long)Start) > ScorecardRow.PointsMax)
        {
            return "the points at the start are beyond all bounds";
        }

        foreach (var row in Rows)
        {
            if (row.Check() is { } wrong)
            {
                return $"{FeatureCatalogue.NameOf(row.Feature)}: {wrong}";
            }
        }

        return Features.Distinct().Count() < Rows.Count ? "a feature stands there twice" : Thresholds.Check(Scale);
    }

    public ModelScore Score(in FeatureRow row)
    {
        var points = Start;
        foreach (var each in _rows)
        {
            points += each.PointsOf(row[(int)each.Feature]);
        }

        return Scale.Score(points, Scale.LogOdds(points));
    }

    /// <summary>Points against what is usual for each feature: those lost are the reasons.</summary>
    public Explanation Explain(in FeatureRow row)
    {
        var values = row;
        var parts = Rows
            .Select(each => (Row: each, Points: each.PointsOf(values[(int)each.Feature]) - each.Usual))
            .GroupBy(static each => FeatureCatalogue.Of(each.Row.Feature).Family)
            .OrderBy(static family => family.Key)
            .Select(family =>
            {
                var sum = family.Sum(static each => each.Points);
                var top = family.MaxBy(each => Math.Sign(sum) * each.Points).Row.Feature;
                return new FamilyPart(family.Key, top, values[(int)top], sum);
            });
        return new Explanation(Start + Rows.Sum(static each => each.Usual), [.. parts]);
    }
}
