using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Core.Scoring;

/// <summary>
/// What a model holds against a transaction, in the words of the reasons. The sentence follows the feature that weighs
/// most in its family, not the family: "not met before" is said of a counterparty only where that is what weighed.
/// </summary>
internal static class ModelReasons
{
    public static void Give(in ScoringContext context, IReadOnlyList<FamilyPart> parts, ref AnomalyScore anomaly)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            var reason = double.IsNaN(part.Value) ? Plain(ReasonCode.InformationMissing) : Of(context, part);
            reason.Points = (short)Math.Clamp(part.Points, short.MinValue, short.MaxValue);
            anomaly.Reasons[i] = reason;
        }

        anomaly.ReasonCount = (byte)parts.Count;
    }

    private static Reason Of(in ScoringContext context, FamilyPart part) => part.Family switch
    {
        Family.Amount => AmountFamily.Explain(context),
        Family.Velocity => VelocityFamily.Explain(
            context, part.Feature is FeatureNumber.VelocityCount1H or FeatureNumber.VelocityBurst1H
                or FeatureNumber.VelocityHawkes or FeatureNumber.VelocityGap),
        Family.Spend => SpendFamily.Explain(
            context, part.Feature is FeatureNumber.SpendDay or FeatureNumber.SpendAverage1D),
        Family.Repeat => Figure(
            ReasonCode.OutliersRepeated, new Accounts.OwnOutliers(context.State).CountAt(context.Now)),
        Family.Novelty => Novelty(context, part),
        Family.Time => part.Feature == FeatureNumber.TimeWeekday || context.Transaction.DayOnly
            ? Plain(ReasonCode.WeekdayUnusual)
            : TimeFamily.Explain(context),
        Family.Drain => Drain(part),
        Family.Counterparty => CounterpartyFamily.Explain(context),
        Family.Structuring => Plain(ReasonCode.AmountStructured),
        Family.Geo => Figure(ReasonCode.PlaceDistant, Math.Floor(part.Value)),
        Family.Graph => Plain(ReasonCode.CounterpartyAccounts),
        _ => Figure(ReasonCode.AccountHistory, new Accounts.AccountHeader(context.State).Transactions),
    };

    private static Reason Novelty(in ScoringContext context, FamilyPart part) => part.Feature switch
    {
        FeatureNumber.NoveltyParty when part.Value > 0 => NoveltyFamily.Explain(context, 1, 0),
        FeatureNumber.NoveltyParty or FeatureNumber.NoveltyPartyShare =>
            Figure(ReasonCode.CounterpartyShare, 100 * NoveltyFamily.PartyShare(context)),
        FeatureNumber.NoveltyCountry => Setting(NoveltyFamily.Country(context)),
        FeatureNumber.NoveltyDevice => Setting(NoveltyFamily.Device(context)),
        FeatureNumber.NoveltyChannel => Setting(NoveltyFamily.Channel(context)),
        FeatureNumber.NoveltyCategory => Setting(NoveltyFamily.Category(context)),
        _ => Figure(ReasonCode.CounterpartiesMany, part.Value),
    };

    private static Reason Drain(FamilyPart part) => Figure(
        part.Feature switch
        {
            FeatureNumber.DrainGone24H => ReasonCode.BalanceDrained,
            FeatureNumber.DrainPassedThrough => ReasonCode.MoneyPassedThrough,
            _ => ReasonCode.BalanceShare,
        },
        100 * part.Value);

    private static Reason Setting(in Rarity rarity) =>
        new() { Code = rarity.Code, Value = rarity.Seen, Usual = rarity.Total };

    private static Reason Figure(ReasonCode code, double value) =>
        new() { Code = code, Value = value, Usual = double.NaN };

    private static Reason Plain(ReasonCode code) => Figure(code, double.NaN);
}
