using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using OrleansRisk.Client;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Samples.Demo.Samples;

/// <summary>
/// The invented lender: its lines as they are committed, what was planted, and whose job was lost when.
/// </summary>
internal sealed record LenderSample(List<SampleLine> Lines, string JobLossAccount, DateOnly JobLost)
{
    public static LenderSample Read(string folder)
    {
        var lender = Path.Combine(folder, "lender");
        var planted = File.ReadLines(Path.Combine(lender, "truth.csv")).Skip(1)
            .Select(row => row.Split(','))
            .ToDictionary(cells => (cells[0], cells[1]), cells => cells[2]);
        using var file = File.OpenRead(Path.Combine(lender, "transactions.ndjson.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var lines = new List<SampleLine>();
        while (reader.ReadLine() is { } text)
        {
            lines.Add(Line(Encoding.UTF8.GetBytes(text), planted));
        }

        var story = File.ReadLines(Path.Combine(lender, "stories.csv"))
            .Select(row => row.Split(','))
            .First(cells => cells[1] == "job_loss");
        return new LenderSample(lines, story[0], DateOnly.ParseExact(story[2], "yyyy-MM-dd",
            CultureInfo.InvariantCulture));
    }

    private static SampleLine Line(byte[] utf8, Dictionary<(string Account, string Transaction), string> planted)
    {
        var transaction = JsonSerializer.Deserialize(utf8, ContractJson.Default.TransactionBody)!;
        var cents = (long)(decimal.Parse(transaction.Amount!, CultureInfo.InvariantCulture) * 100);
        return new SampleLine(
            TransactionLine.FromJson(utf8), transaction.Account, transaction.Id, transaction.Status ?? Statuses.Booked,
            transaction.At!.Value, cents, planted.GetValueOrDefault((transaction.Account, transaction.Id)));
    }
}
