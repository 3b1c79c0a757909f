using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Files;
using OrleansRisk.Samples.Worlds.Planted;
using OrleansRisk.Samples.Worlds.Twins;

namespace OrleansRisk.Samples.Worlds;

internal static class Program
{
    private const string Usage = """
        Makes invented lenders to judge scores by. The same options give the same bytes on every machine.

          worlds write --country my|gb|de --out FOLDER [--seed N] [--customers 800] [--months 18]
                       [--planted none|ordinary|rare] [--without categories,balances,names]
                                       transactions.ndjson.gz, accounts.ndjson, and what is true of them as CSV
          worlds twins --country my|gb|de --sense adverse|favourable|same --out FOLDER [--seed N] [--pairs 1000]
                       [--months 12] [--without categories,balances,names]
                                       pairs of accounts that differ in one fact, and twins.csv naming it
          worlds read --country my|gb|de --account ID [--month 2025-03] [--seed N] [--customers 800]
                                       one account's lines as a clerk would read them, with what each is
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
            case "write":
                Write(options);
                return 0;
            case "twins":
                WriteTwins(options);
                return 0;
            case "read":
                Read(options);
                return 0;
            default:
                throw new UsageException("Name what to do: write, twins or read.");
        }
    }

    private static void Write(Options options)
    {
        var (wanted, folder, left) = (WorldOf(options), options.Required("--out"), LeftOut(options));
        options.Done();
        var world = World.Make(wanted);
        WorldFolder.Write(world, folder, left);
        Console.Error.WriteLine(WorldFolder.Report(world));
    }

    private static void WriteTwins(Options options)
    {
        var (country, seed) = (Country.Of(CountryOf(options)), SeedOf(options));
        var sense = Word<Sense>(options.Required("--sense"), "--sense");
        var pairs = (int)options.Number("--pairs", 1_000, 1, Limits.PairsMax);
        var months = (int)options.Number("--months", 12, 6, Limits.MonthsMax);
        var (folder, left) = (options.Required("--out"), LeftOut(options));
        options.Done();
        var made = new TwinPairs(country, seed, World.First, months).Make(sense, pairs).ToList();
        WorldFolder.WriteTwins(country, seed, made, folder, left);
        Console.Error.WriteLine($"{made.Count} pairs of twins in {folder}");
    }

    private static void Read(Options options)
    {
        var (wanted, account, month) = (WorldOf(options), options.Required("--account"), options.Text("--month") ?? "");
        options.Done();
        ClerkView.Print(World.Make(wanted), account, month, Console.Out);
    }

    private static WorldOptions WorldOf(Options options) => new()
    {
        Country = CountryOf(options),
        Seed = SeedOf(options),
        Customers = (int)options.Number("--customers", 800, 1, Limits.CustomersMax),
        Months = (int)options.Number("--months", 18, 1, Limits.MonthsMax),
        Rate = Word<Rate>(options.Text("--planted") ?? "ordinary", "--planted"),
    };

    private static string CountryOf(Options options) =>
        options.Required("--country") is var code && Country.Codes.Contains(code)
            ? code
            : throw new UsageException("--country must be my, gb or de.");

    private static ulong SeedOf(Options options) =>
        (ulong)options.Number("--seed", (long)World.DefaultSeed, 0, long.MaxValue);

    private static Left LeftOut(Options options) =>
        (options.Text("--without") ?? "nothing").Split(',')
            .Aggregate(Left.Nothing, static (all, word) => all | Word<Left>(word, "--without"));

    private static T Word<T>(string text, string option)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsDigit(text[0])
        ? value
        : throw new UsageException($"{option} knows {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
}
