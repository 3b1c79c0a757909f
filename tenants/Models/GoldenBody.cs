using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Tenants.Models;

/// <summary>A row with what the model says of it, written by whoever made the model.</summary>
/// <param name="Values">In the order of the model's features; null is missing.</param>
internal sealed record GoldenBody(IReadOnlyList<double?>? Values, int Points, double LogOdds)
{
    public const int RowsMin = 10;
    public const int RowsMax = 1_000;

    public static IReadOnlyList<GoldenBody> Of(IScoringModel model, IReadOnlyList<FeatureRow> rows) =>
    [
        .. rows.Select(row =>
        {
            var score = model.Score(row);
            return new GoldenBody(
                [.. model.Features.Select(feature => (double?)row[(int)feature]).Select(Known)],
                score.Points, score.LogOdds);
        }),
    ];

    public static void Check(IScoringModel model, IReadOnlyList<GoldenBody>? golden)
    {
        if (golden is null || golden.Count is < RowsMin or > RowsMax)
        {
            throw new ModelUnreadableException($"it has not {RowsMin} to {RowsMax} golden rows");
        }

        for (var i = 0; i < golden.Count; i++)
        {
            var score = model.Score(golden[i].Row(model.Features, i));
            if (score.Points != golden[i].Points
                || BitConverter.DoubleToInt64Bits(score.LogOdds) != BitConverter.DoubleToInt64Bits(golden[i].LogOdds))
            {
                throw new ModelUnreadableException(
                    $"golden row {i + 1} comes to {score.Points} points, and it says {golden[i].Points}");
            }
        }
    }

    private static double? Known(double? value) => double.IsNaN(value!.Value) ? null : value;

    private FeatureRow Row(IReadOnlyList<FeatureNumber> features, int at)
    {
        if (Values is null || Values.Count != features.Count)
        {
            throw new ModelUnreadableException($"golden row {at + 1} has not one value a feature");
        }

        var row = FeatureRow.Missing();
        for (var i = 0; i < features.Count; i++)
        {
            row[(int)features[i]] = Values[i] ?? double.NaN;
        }

        return row;
    }
}
