using System.Globalization;
using System.IO.Compression;
using OrleansRisk.Client;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Samples.Demo.Samples;

/// <summary>The simulated card purchases, as the shipped map <c>cards</c> reads them.</summary>
internal static class CardsSample
{
    public static List<SampleLine> Read(string folder)
    {
        using var file = File.OpenRead(Path.Combine(folder, "cards", "transactions.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var columns = reader.ReadLine()!.Split(',').ToList();
        var lines = new List<SampleLine>();
        while (reader.ReadLine() is { } row)
        {
            var cells = row.Split(',');
            lines.Add(Line(name => cells[columns.IndexOf(name)]));
        }

        return lines;
    }

    private static SampleLine Line(Func<string, string> cell)
    {
        var at = DateTimeOffset.Parse(cell("at"), CultureInfo.InvariantCulture);
        var transaction = new TransactionBody
        {
            Id = cell("id"),
            Account = cell("account"),
            At = at,
            Amount = cell("amount"),
            Currency = "USD",
            Direction = Directions.Debit,
            Counterparty = cell("merchant"),
            Category = cell("category"),
            Channel = "card",
            Country = "US",
        };
        var cents = (long)(decimal.Parse(transaction.Amount, CultureInfo.InvariantCulture) * 100);
        var truth = cell("is_fraud") == "1" ? "fraud" : null;
        return new SampleLine(
            TransactionLine.Of(transaction), transaction.Account, transaction.Id, Statuses.Booked, at, cents, truth)
        {
            Body = transaction,
        };
    }
}
