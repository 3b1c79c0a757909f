using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Tenants.Models;

/// <summary>A scorecard in its file; features by name, numbers so that they read back to the bit.</summary>
internal sealed record ScorecardBody(
    string? Kind, int Version, string? Scale, int Start, IReadOnlyList<ScorecardBody.RowBody>? Features,
    ThresholdsBody? Thresholds, IReadOnlyList<GoldenBody>? Golden)
{
    public const string KindName = "scorecard";

    public static ScorecardBody Of(Scorecard card, IReadOnlyList<FeatureRow> golden) => new(
        KindName, 1, Words.Of(card.Scale), card.Start,
        [.. card.Rows.Select(static row => new RowBody(
            FeatureCatalogue.NameOf(row.Feature), row.Edges, row.Points, row.Missing, row.Usual, Words.Of(row.Trend)))],
        ThresholdsBody.Of(card.Thresholds), GoldenBody.Of(card, golden));

    public Scorecard Checked()
    {
        var rows = (Features ?? throw new ModelUnreadableException("it has no features")).Select(static row =>
            new ScorecardRow(
                Words.Feature(row.Feature), row.Edges ?? [], row.Points ?? [], row.Missing, row.Usual,
                Words.Trend(row.Trend)));
        var card = new Scorecard(
            Words.Scale(Scale), Start, [.. rows],
            (Thresholds ?? throw new ModelUnreadableException("it has no thresholds")).Read());
        if (card.Check() is { } wrong)
        {
            throw new ModelUnreadableException(wrong);
        }

        GoldenBody.Check(card, Golden);
        return card;
    }

    internal sealed record RowBody(
        string? Feature, IReadOnlyList<double>? Edges, IReadOnlyList<int>? Points, int Missing, int Usual,
        string? Trend);
}
