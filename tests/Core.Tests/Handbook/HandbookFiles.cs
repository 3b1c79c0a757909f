using System.Globalization;
using System.IO.Compression;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Core.Tests.Handbook;

/// <summary>
/// The handbook's simulated card payments in the order of their numbers. Output of a simulator, not of customers.
/// </summary>
internal static class HandbookFiles
{
    /// <summary>Seconds since 1970 of 2018-04-01, the simulator's first day.</summary>
    public const long FirstSecond = 1_522_540_800;

    private static readonly Lazy<IReadOnlyList<CardPayment>> Read = new(ReadAll);

    public static IReadOnlyList<CardPayment> Payments => Read.Value;

    /// <summary>The book's own features, by transaction number.</summary>
    public static IEnumerable<ExpectedFeatures> Expected()
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in Lines("expected_features_20180725_20180814.csv.gz"))
        {
            var cells = line.Split(',');
            if (columns.Count == 0)
            {
                columns = cells.Select((name, at) => (name, at)).ToDictionary(
                    each => each.name, each => each.at, StringComparer.Ordinal);
                continue;
            }

            double Cell(string name) => double.Parse(cells[columns[name]], CultureInfo.InvariantCulture);
            ExpectedWindow Card(int days) => new(
                days, Cell($"CUSTOMER_ID_NB_TX_{days}DAY_WINDOW"), Cell($"CUSTOMER_ID_AVG_AMOUNT_{days}DAY_WINDOW"));
            ExpectedWindow Terminal(int days) => new(
                days, Cell($"TERMINAL_ID_NB_TX_{days}DAY_WINDOW"), Cell($"TERMINAL_ID_RISK_{days}DAY_WINDOW"));
            yield return new ExpectedFeatures(
                (int)Cell("TRANSACTION_ID"), [Card(1), Card(7), Card(30)], [Terminal(1), Terminal(7), Terminal(30)]);
        }
    }

    private static List<CardPayment> ReadAll()
    {
        var payments = new List<CardPayment>(1_600_000);
        foreach (var line in Lines("transactions.csv.gz").Skip(1))
        {
            var cells = line.Split(',');
            var at = DateTime.ParseExact(cells[1], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
            payments.Add(new CardPayment(
                int.Parse(cells[0], CultureInfo.InvariantCulture), new DateTimeOffset(at).ToUnixTimeSeconds(),
                int.Parse(cells[2], CultureInfo.InvariantCulture), int.Parse(cells[3], CultureInfo.InvariantCulture),
                (long)Math.Round(decimal.Parse(cells[4], CultureInfo.InvariantCulture) * 100), cells[5] == "1"));
        }

        return payments;
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var packed = File.OpenRead(Path.Combine(SharedFiles.Folder, "handbook", file));
        using var text = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}

/// <param name="At">Seconds since 1970.</param>
/// <param name="Amount">Cents.</param>
internal readonly record struct CardPayment(int Id, long At, int Card, int Terminal, long Amount, bool Fraud)
{
    public int Day => (int)((At - HandbookFiles.FirstSecond) / 86_400);
}

/// <param name="Second">Of a card the mean amount, of a terminal the share of fraud.</param>
internal readonly record struct ExpectedWindow(int Days, double Count, double Second);

internal sealed record ExpectedFeatures(int Id, ExpectedWindow[] Card, ExpectedWindow[] Terminal);
