using OrleansRisk.Contract.Models;
using OrleansRisk.Tenants.Models.Monitoring;

namespace OrleansRisk.Api.Models;

/// <summary>A monitor's report in the contract's shape; what cannot be computed is null, never a number.</summary>
internal static class MonitorShapes
{
    public static MonitorBody Of(string hash, MonitorWindow window, MonitorReport report) => new()
    {
        Hash = hash,
        From = DateTimeOffset.FromUnixTimeMilliseconds(window.From),
        To = DateTimeOffset.FromUnixTimeMilliseconds(window.To),
        ReferenceFrom = DateTimeOffset.FromUnixTimeMilliseconds(window.ReferenceFrom),
        ReferenceTo = DateTimeOffset.FromUnixTimeMilliseconds(window.ReferenceTo),
        Accounts = report.Accounts,
        Complete = report.Complete,
        Score = Of(report.Score),
        Features = [.. report.Features.Select(static each => new FeatureDriftBody(each.Name, Of(each.Index)))],
        Alerts = new AlertsBody
        {
            Scored = report.Alerts.Scored,
            Reviewed = report.Alerts.Reviewed,
            Declined = report.Alerts.Declined,
            Budget = report.Alerts.Budget,
            Allowed = report.Alerts.Allowed,
        },
        Outcome = Of(report.Outcome, window.LabelDays),
        Swap = report.Swap is not { } swap ? null : new SwapBody(
            swap.Both, swap.OnlyThis, swap.OnlyChampion, swap.FraudsBoth, swap.FraudsOnlyThis, swap.FraudsOnlyChampion),
    };

    private static DriftBody Of(StabilityIndex index)
    {
        var both = Math.Min(index.Reference, index.Current) > 0;
        return new DriftBody
        {
            Index = both ? index.Index : null,
            NoiseFloor = both ? index.NoiseFloor : null,
            Events = index.Current,
            ReferenceEvents = index.Reference,
            Enough = index.Enough,
        };
    }

    private static ModelOutcomeBody Of(OutcomeFigures outcome, int labelDays) => new()
    {
        LabelDays = labelDays,
        Mature = outcome.Mature,
        Labelled = outcome.Labelled,
        Frauds = outcome.Frauds,
        Auc = double.IsFinite(outcome.Quality.Area) ? outcome.Quality.Area : null,
        AveragePrecision = double.IsFinite(outcome.Quality.AveragePrecision) ? outcome.Quality.AveragePrecision : null,
        PrecisionAtReview = Share(outcome.FoundAtReview, outcome.ReviewedMature),
        RecallAtReview = Share(outcome.FoundAtReview, outcome.Frauds),
    };

    private static double? Share(long part, long whole) => whole == 0 ? null : part / (double)whole;
}
