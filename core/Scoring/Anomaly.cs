using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Scoring;

/// <summary>
/// The anomaly score: how rare so much surprise is, said as the share of transactions that show as much.
/// </summary>
internal static class Anomaly
{
    /// <summary>Points that halve the share of transactions scoring as high.</summary>
    public const double PointsPerHalving = 50;

    private const double Ln2 = 0.6931471805599453;

    /// <summary>Scores by surprise; reasons only where they are what the answer gives.</summary>
    public static void Score(
        in ScoringContext context, in FeatureValues values, PopulationTable population, bool withReasons,
        ref Decision decision)
    {
        decision.Anomaly.History = (int)Math.Min(new AccountHeader(context.State).Transactions, int.MaxValue);
        var surprises = Surprises.Of(values, population, ref decision.Bins);
        if (AmountFamily.HasLittleHistory(context))
        {
            Cap(ref surprises.Families[(int)Family.Amount]);
            Cap(ref surprises.Families[(int)Family.Spend]);
        }

        var contributions = surprises.Contributions();
        var surprise = contributions.Sum();
        var (signals, bank) = (default(BankSignals), BankSignals.Apply(context));
        if (bank)
        {
            signals = BankSignals.Of(context, surprises.Weighted());
            (surprise, contributions) = (signals.Surprise, signals.Contributions);
        }

        var position = FeatureScale.Position(FeatureId.Surprise, surprise);
        decision.Bins[(int)FeatureId.Surprise] = FeatureScale.Bin(position);
        var rarity = population.Surprise(FeatureId.Surprise, position);
        decision.Anomaly.Surprise = surprise;
        decision.Anomaly.AlertRate = Exponential.Exp(-rarity);
        decision.Anomaly.Score = PointsOf(rarity);
        if (withReasons && bank)
        {
            AnomalyReasons.Rank(context, signals, ref decision.Anomaly);
        }
        else if (withReasons)
        {
            AnomalyReasons.Rank(context, values, surprises, contributions, ref decision.Anomaly);
        }
    }

    /// <summary>What is not scored at all: its bins are missing, so that the population does not count it.</summary>
    public static void Skip(in ScoringContext context, ref Decision decision)
    {
        decision.Anomaly.History = (int)Math.Min(new AccountHeader(context.State).Transactions, int.MaxValue);
        decision.Anomaly.AlertRate = 1;
        ForgetBins(ref decision);
    }

    public static void ForgetBins(ref Decision decision) => ((Span<byte>)decision.Bins).Fill(FeatureBins.Missing);

    /// <summary>round(50 · log₂(1/alert rate)), from 0 to 1000.</summary>
    internal static short PointsOf(double rarity) => (short)Math.Clamp(
        Math.Floor((PointsPerHalving * rarity / Ln2) + 0.5), Limits.ScoreMin, Limits.ScoreMax);

    /// <summary>What rests on a handful of payments may not weigh fully.</summary>
    private static void Cap(ref double surprise) => surprise = Math.Min(surprise, AmountFamily.LittleHistoryCap);

    internal static FeatureValues Measure(in ScoringContext context)
    {
        var values = FeatureValues.Missing();
        AmountFamily.Measure(context, ref values);
        VelocityFamily.Measure(context, ref values);
        SpendFamily.Measure(context, ref values);
        RepeatFamily.Measure(context, ref values);
        NoveltyFamily.Measure(context, ref values);
        TimeFamily.Measure(context, ref values);
        DrainFamily.Measure(context, ref values);
        CounterpartyFamily.Measure(context, ref values);
        return values;
    }
}
