using System.Globalization;
using System.Text;
using OrleansRisk.Samples.Demo.Samples;

namespace OrleansRisk.Samples.Demo.Learning;

/// <summary>The card sample as `risk-training` reads it: in the order of arrival, with what became of each.</summary>
internal static class TrainingFile
{
    private const string Columns =
        "account,id,at,direction,amount,currency,counterparty,category,channel,country,label";

    public static async Task Write(string path, IEnumerable<SampleLine> lines)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(false));
        await file.WriteLineAsync(Columns);
        foreach (var line in lines)
        {
            await file.WriteLineAsync(Row(line));
        }
    }

    private static string Row(SampleLine line)
    {
        var body = line.Body ?? throw new ArgumentException("the line was not read field by field", nameof(line));
        var at = line.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return string.Join(
            ',', body.Account, body.Id, at, body.Direction, body.Amount, body.Currency, body.Counterparty,
            body.Category, body.Channel, body.Country, line.Truth ?? "genuine");
    }
}
