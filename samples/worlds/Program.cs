using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Files;
using OrleansRisk.Samples.Worlds.Planted;

namespace OrleansRisk.Samples.Worlds;

internal static class Program
{
    private const string Usage = """
        Makes invented lenders to judge scores by. The same options give the same bytes on every machine.

          worlds write --country my|gb|de --out FOLDER [--seed N] [--customers 800] [--months 18]
                       [--planted none|ordinary|rare] [--without categories,balances,names]
                                       transactions.ndjson.gz, accounts.ndjson, and what is true of them as CSV
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
            case "read":
                Read(options);
                return 0;
            default:
                throw new UsageException("Name what to do: write or read.");
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

    private static void Read(Options options)
    {
        var (wanted, account, month) = (WorldOf(options), options.Required("--account"), options.Text("--month") ?? "");
        options.Done();
        ClerkView.Print(World.Make(wanted), account, month, Console.Out);
    }

    private static WorldOptions WorldOf(Options options) => new()
    {
        Country = CountryOf(options),
        Seed = (ulong)options.Number("--seed", (long)World.DefaultSeed, 0, long.MaxValue),
        Customers = (int)options.Number("--customers", 800, 1, Limits.CustomersMax),
        Months = (int)options.Number("--months", 18, 1, Limits.MonthsMax),
        Rate = Word<Rate>(options.Text("--planted") ?? "ordinary", "--planted"),
    };

    private static string CountryOf(Options options) =>
        options.Required("--country") is var code && Country.Codes.Contains(code)
            ? code
            : throw new UsageException("--country must be my, gb or de.");

    private static Left LeftOut(Options options) =>
        (options.Text("--without") ?? "nothing").Split(',')
            .Aggregate(Left.Nothing, static (all, word) => all | Word<Left>(word, "--without"));

    private static T Word<T>(string text, string option)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsDigit(text[0])
        ? value
        : throw new UsageException($"{option} knows {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
}
