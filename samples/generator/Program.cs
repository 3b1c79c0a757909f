using System.IO.Compression;
using OrleansRisk.Samples.Generator.Lender;
using OrleansRisk.Samples.Generator.Load;
using OrleansRisk.Samples.Generator.Packaging;

namespace OrleansRisk.Samples.Generator;

internal static class Program
{
    private const string Usage = """
        Makes the samples, and load for benchmarks. The same seed gives the same bytes on every machine.

          generator lender [--out FOLDER] [--seed N]     60 invented accounts over 24 months; without --out to stdout
          generator load --accounts N --transactions N [--seed N] [--cards FILE] [--zipf-halves 2] [--days 90]
                         [--start 2026-01-01] [--rate 20000] [--window-ms 5] [--out FILE]
                                                         NDJSON to stdout or FILE; shares of batches to stderr
          generator cards --from FILE --out FILE         the committed cards sample from the simulator's output
          generator accounts --from FOLDER --out FILE    the committed accounts sample from Plaid's sandbox users
        """;

    public static int Main(string[] args)
    {
        try
        {
            return Run(args);
        }
        catch (UsageException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            Console.Error.WriteLine(Usage);
            return 2;
        }
    }

    private static int Run(string[] args)
    {
        var options = new Options(args.AsSpan(Math.Min(1, args.Length)));
        switch (args.FirstOrDefault())
        {
            case "lender":
                Lender(options);
                return 0;
            case "load":
                Load(options);
                return 0;
            case "cards":
                Write(options, (from, to) => CardsPackage.Write(from, to));
                return 0;
            case "accounts":
                Write(options, (from, to) => AccountsPackage.Write(from, to));
                return 0;
            default:
                throw new UsageException("Say what to make.");
        }
    }

    private static void Lender(Options options)
    {
        var lines = LenderSample.Generate((ulong)options.Number("--seed", (long)LenderSample.Seed, 0, long.MaxValue));
        var folder = options.Text("--out");
        options.Done();
        if (folder is null)
        {
            using var stdout = Console.OpenStandardOutput();
            LenderFiles.WriteTransactions(lines, stdout);
            return;
        }

        Directory.CreateDirectory(folder);
        using (var file = Compressed(Path.Combine(folder, "transactions.ndjson.gz")))
        {
            LenderFiles.WriteTransactions(lines, file);
        }

        File.WriteAllText(Path.Combine(folder, "truth.csv"), LenderFiles.Truth(lines));
        File.WriteAllText(Path.Combine(folder, "stories.csv"), LenderFiles.StoriesFile());
        Console.Error.WriteLine($"{lines.Count} lines of {LenderSample.Accounts} accounts in {folder}");
    }

    private static void Load(Options options)
    {
        var request = new LoadRequest(
            (int)options.Number("--accounts", 50_000, 1, Limits.LoadAccountsMax),
            options.Number("--transactions", 1_000_000, 1, Limits.LoadTransactionsMax),
            (ulong)options.Number("--seed", 42, 0, long.MaxValue),
            (int)options.Number("--zipf-halves", 2, 0, 6),
            (int)options.Number("--days", 90, 1, Limits.LoadDaysMax),
            DateTimeOffset.Parse(options.Text("--start") ?? "2026-01-01",
                System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.AssumeUniversal));
        var shares = new BatchShares(
            (int)options.Number("--rate", 20_000, 1, Limits.RateMax),
            (int)options.Number("--window-ms", 5, 1, Limits.WindowMillisecondsMax));
        var templates = CardTemplates.Read(options.Text("--cards")
            ?? Path.Combine("samples", "cards", "transactions.csv.gz"));
        using var to = options.Text("--out") is { } path ? File.Create(path) : Console.OpenStandardOutput();
        options.Done();
        using (var lines = new LoadLines(to))
        {
            foreach (var item in LoadStream.Generate(templates, request))
            {
                lines.Write(item);
                shares.Add(item.Account);
            }
        }

        Console.Error.WriteLine(shares.Report());
    }

    private static void Write(Options options, Action<string, Stream> write)
    {
        var (from, to) = (options.Required("--from"), options.Required("--out"));
        options.Done();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
        using Stream file = to.EndsWith(".gz", StringComparison.Ordinal) ? Compressed(to) : File.Create(to);
        write(from, file);
    }

    private static GZipStream Compressed(string path) => new(File.Create(path), CompressionLevel.SmallestSize);
}
