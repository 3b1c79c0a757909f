using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.LightGbm;
using OrleansRisk.Training.Trees;

namespace OrleansRisk.Training.Credit;

/// <summary>
/// Boosted trees on the candidates of a credit card, each held to its declared direction: what the card leaves to those
/// who may use trees, and a measure of what it misses.
/// </summary>
internal static class CreditTrees
{
    private const int Parts = 5;
    private const ulong Seed = 5;

    public static WideTreeEnsemble Fit(CreditChoices choices, FitRows rows) => LightGbmImport.Read(
        System.Text.Encoding.UTF8.GetBytes(Grow(choices, rows).Text), Nothing, ScoreScale.Credit);

    public static GrownTrees Grow(CreditChoices choices, FitRows rows)
    {
        var candidates = choices.Candidates().Where(static each => each.Why is null).ToList();
        double[][] columns = [.. rows.Rows.Select(
            row => candidates.Select(each => row[(int)each.Feature]).ToArray())];
        return MonotoneTrees.Grow(LabelledRows.Of(
            columns, rows.Bad, rows.Counts,
            [.. candidates.Select(static each => FeatureCatalogue.NameOf(each.Feature))],
            [.. candidates.Select(static each => each.Direction switch
            {
                CreditDirection.Rising => 1,
                CreditDirection.Falling => -1,
                _ => 0,
            })]), Validation.Assign(rows.Bad, Parts, new Draw(Seed)));
    }

    /// <summary>A credit model decides nothing by itself.</summary>
    private static Thresholds Nothing { get; } = new(Core.Limits.ScoreMin - 1, Core.Limits.ScoreMin - 1);
}
