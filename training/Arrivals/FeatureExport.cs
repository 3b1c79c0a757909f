using System.Globalization;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Training.Arrivals;

/// <summary>
/// <c>risk-training features</c>: every anomaly feature as core measured it, for whoever trains elsewhere. What is
/// missing is written <c>nan</c>; numbers read back to the bit.
/// </summary>
internal static class FeatureExport
{
    private static readonly FeatureEntry[] Columns =
        [.. FeatureCatalogue.All.Where(static entry => (int)entry.Number < FeatureRow.FirstCredit)];

    public static async Task Run(string[] args)
    {
        var request = PassRequest.Of(args[2], args[3], args[4]);
        var transactions = await LabelledFile.Read(args[0]);
        var pass = new ArrivalPass(TimeSpan.FromDays(request.DelayDays));
        await Write(args[1], pass.Run(transactions, request.Days));
    }

    public static Task Write(string file, IEnumerable<MeasuredRow> rows) => File.WriteAllLinesAsync(
        file, rows.Select(Line).Prepend("id,fraud," + string.Join(',', Columns.Select(static entry => entry.Name))));

    private static string Line(MeasuredRow row) => string.Join(',', Columns
        .Select(entry => double.IsNaN(row[entry.Number])
            ? "nan" : row[entry.Number].ToString("R", CultureInfo.InvariantCulture))
        .Prepend(row.Fraud ? "1" : "0").Prepend(row.Id));
}
