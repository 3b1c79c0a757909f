using System.Globalization;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Accounts.Queries;

/// <summary>Keeps the name of the first part that differs.</summary>
internal sealed class Differences
{
    public string? First { get; private set; }

    public void Compare<T>(string name, T recorded, T recomputed)
    {
        if (!EqualityComparer<T>.Default.Equals(recorded, recomputed))
        {
            First ??= name;
        }
    }

    /// <summary>By bits: a NaN equals itself, and minus zero is not zero.</summary>
    public void CompareBits(string name, double recorded, double recomputed) =>
        Compare(name, BitConverter.DoubleToUInt64Bits(recorded), BitConverter.DoubleToUInt64Bits(recomputed));
}

/// <summary>Compares two decisions part by part, in the order in which answers show them.</summary>
internal static class DecisionComparison
{
    public static void Compare(Differences differences, in Decision recorded, in Decision recomputed)
    {
        differences.Compare("decision.outcome", recorded.Outcome, recomputed.Outcome);
        differences.Compare("decision.flags", recorded.Flags, recomputed.Flags);
        Compare(differences, recorded.Anomaly, recomputed.Anomaly);
        Compare(differences, recorded.Credit, recomputed.Credit);
        differences.Compare("decision.shadow", Shadow(recorded), Shadow(recomputed));
        differences.Compare("decision.bins", Text(recorded.Bins), Text(recomputed.Bins));
    }

    private static void Compare(Differences differences, in AnomalyScore recorded, in AnomalyScore recomputed)
    {
        differences.Compare("decision.anomaly.score", recorded.Score, recomputed.Score);
        differences.CompareBits("decision.anomaly.alert_rate", recorded.AlertRate, recomputed.AlertRate);
        differences.CompareBits("decision.anomaly.surprise", recorded.Surprise, recomputed.Surprise);
        differences.Compare("decision.anomaly.history", recorded.History, recomputed.History);
        differences.Compare("decision.anomaly.calibrated", recorded.Learned, recomputed.Learned);
        differences.CompareBits("decision.anomaly.log_odds", recorded.LogOdds, recomputed.LogOdds);
        Compare(
            differences, "decision.anomaly.reasons", recorded.ReasonCount, recorded.Reasons,
            recomputed.ReasonCount, recomputed.Reasons);
    }

    private static void Compare(Differences differences, in CreditScore recorded, in CreditScore recomputed)
    {
        differences.Compare("decision.credit.state", recorded.State, recomputed.State);
        differences.Compare("decision.credit.score", recorded.Score, recomputed.Score);
        differences.Compare("decision.credit.needs_days", recorded.NeedsDays, recomputed.NeedsDays);
        differences.Compare(
            "decision.credit.needs_transactions", recorded.NeedsTransactions, recomputed.NeedsTransactions);
        differences.Compare("decision.credit.needs_income", recorded.NeedsIncome, recomputed.NeedsIncome);
        Compare(
            differences, "decision.credit.reasons", recorded.ReasonCount, recorded.Reasons,
            recomputed.ReasonCount, recomputed.Reasons);
    }

    private static void Compare(
        Differences differences, string name, byte recordedCount, in ReasonList recorded,
        byte recomputedCount, in ReasonList recomputed)
    {
        differences.Compare(name, recordedCount, recomputedCount);
        for (var i = 0; i < Math.Min(recordedCount, recomputedCount); i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]");
            differences.Compare(place + ".code", recorded[i].Code, recomputed[i].Code);
            differences.CompareBits(place + ".value", recorded[i].Value, recomputed[i].Value);
            differences.CompareBits(place + ".usual", recorded[i].Usual, recomputed[i].Usual);
            differences.Compare(place + ".points", recorded[i].Points, recomputed[i].Points);
        }
    }

    private static string Shadow(in Decision decision) =>
        string.Join(' ', decision.Shadow[..decision.ShadowCount].ToArray());

    private static string Text(FeatureBins bins) => Convert.ToHexString(bins);
}
