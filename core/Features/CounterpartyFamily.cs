using System.Numerics;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Features;

/// <summary>What the tenant's other accounts have met with this counterparty, as far as labels say.</summary>
internal static class CounterpartyFamily
{
    private const int Newest = 3;
    private const double RecencyHalfLifeDays = 7;

    public static void Measure(in ScoringContext context, ref FeatureValues values)
    {
        var figures = context.Inputs.Figures;
        if (!figures.Known)
        {
            return;
        }

        values[(int)FeatureId.PartyRisk] = figures.RiskPpm / 1_000.0;
        values[(int)FeatureId.PartyRecentFraud] = NewestFrauds(context) + Recency(figures.DaysSinceFraud);
    }

    public static Reason Explain(in ScoringContext context)
    {
        var frauds = NewestFrauds(context);
        return frauds > 0
            ? new() { Code = ReasonCode.CounterpartyRecentFraud, Value = frauds, Usual = double.NaN }
            : new()
            {
                Code = ReasonCode.CounterpartyRisk,
                Value = context.Inputs.Figures.RiskPpm / 10_000.0,
                Usual = 100 * Priors.FraudShare,
            };
    }

    private static int NewestFrauds(in ScoringContext context)
    {
        var figures = context.Inputs.Figures;
        var mask = (1u << Math.Min((int)figures.LastCount, Newest)) - 1;
        return BitOperations.PopCount(figures.LastLabels & mask);
    }

    private static double Recency(short days) => days < 0 ? 0 : Exponential.Exp2(-days / RecencyHalfLifeDays);
}
