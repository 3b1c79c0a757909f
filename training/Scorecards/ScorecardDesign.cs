using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Training.Scorecards;

/// <summary>How a scorecard is fitted.</summary>
/// <param name="RowsMax">Features at most.</param>
/// <param name="ValueMin">A feature with less information value than this is left out.</param>
/// <param name="DifferMin">Neighbouring bins have to differ by this chi-square.</param>
/// <param name="Ridge">On the weights of the evidence.</param>
/// <param name="BinRidge">On what the points of a bin differ from its weighted evidence.</param>
/// <param name="BadBins">
/// Fine bins begin at so many equal shares of the bad rows too, at every bad row where there are fewer; 1 is none.
/// </param>
/// <param name="RunsCountOnce">What sets bins apart is worth less where frauds come in runs.</param>
/// <param name="OneTurn">A feature that has no trend declared has at most one turn.</param>
/// <param name="TurnMin">A turn has to raise twice the log-likelihood by this.</param>
internal sealed record ScorecardDesign(
    int RowsMax = 20, int BinsMax = 12, double ValueMin = 0.05, double DifferMin = 8, double Ridge = 100,
    double BinRidge = 100, int BadBins = 2_000, bool RunsCountOnce = true, bool OneTurn = true, double TurnMin = 10)
{
    /// <summary>
    /// More known fraud at a counterparty, or more own outliers, is never better; anything else says for itself which
    /// way it goes.
    /// </summary>
    public static PointTrend TrendOf(FeatureNumber feature) => feature switch
    {
        FeatureNumber.CounterpartyRisk1D or FeatureNumber.CounterpartyRisk7D or FeatureNumber.CounterpartyRisk30D
            or FeatureNumber.CounterpartyRiskFaded or FeatureNumber.CounterpartyLast1 or FeatureNumber.CounterpartyLast3
            or FeatureNumber.CounterpartyLast5 or FeatureNumber.GraphBadAccounts or FeatureNumber.RepeatOutliers14D
            or FeatureNumber.RepeatOutliersFaded => PointTrend.Rising,
        _ => PointTrend.Free,
    };
}
