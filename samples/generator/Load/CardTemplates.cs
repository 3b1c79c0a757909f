using System.Globalization;
using System.IO.Compression;

namespace OrleansRisk.Samples.Generator.Load;

/// <summary>One purchase of the cards sample, as far as the load needs it.</summary>
internal readonly record struct Purchase(string Merchant, string Category, int Cents);

/// <summary>What one card account did: its purchases, and the seconds between them.</summary>
internal sealed record Template(Purchase[] Purchases, int[] GapSeconds)
{
    /// <summary>Whole seconds; the sum is exact, so the division is the same everywhere.</summary>
    public double MeanGap { get; } = Math.Max(1, GapSeconds.Sum(g => (double)g) / GapSeconds.Length);
}

/// <summary>Reads the cards sample into one template per account.</summary>
internal static class CardTemplates
{
    public static Template[] Read(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        var columns = (reader.ReadLine() ?? throw new InvalidDataException($"{path} is empty.")).Split(',');
        int at = Column("at"), account = Column("account"), merchant = Column("merchant"),
            category = Column("category"), amount = Column("amount");
        var byAccount = new SortedDictionary<string, List<(long Second, Purchase Purchase)>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (!byAccount.TryGetValue(cells[account], out var purchases))
            {
                byAccount.Add(cells[account], purchases = []);
            }

            var second = DateTimeOffset.Parse(cells[at], CultureInfo.InvariantCulture).ToUnixTimeSeconds();
            purchases.Add((second, new Purchase(cells[merchant], cells[category], Cents(cells[amount]))));
        }

        return [.. byAccount.Values.Where(p => p.Count >= 20).Select(Template)];

        int Column(string name) => Array.IndexOf(columns, name) is >= 0 and var index
            ? index
            : throw new InvalidDataException($"{path} has no column {name}.");
    }

    private static Template Template(List<(long Second, Purchase Purchase)> purchases) => new(
        [.. purchases.Select(p => p.Purchase)],
        [.. purchases.Zip(purchases.Skip(1), (a, b) => (int)Math.Max(1, b.Second - a.Second))]);

    private static int Cents(string amount) => (int)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);
}
