using System.Globalization;
using System.IO.Compression;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Files;
using OrleansRisk.Samples.Worlds.Money;
using OrleansRisk.Samples.Worlds.Twins;

namespace OrleansRisk.Samples.Worlds;

/// <summary>A world as files: what is sent, and beside it what is true.</summary>
internal static class WorldFolder
{
    public static void Write(World world, string folder, Left left)
    {
        Directory.CreateDirectory(folder);
        var entries = LineFile.InOrder(world.Histories);
        var households = world.Histories.Select(static history => history.Household).ToList();
        using (var file = new GZipStream(
            File.Create(Path.Combine(folder, "transactions.ndjson.gz")), CompressionLevel.Fastest))
        {
            new LineFile(world.Country, new Printer(world.Country, world.Seed), left).Write(entries, file);
        }

        using (var file = File.Create(Path.Combine(folder, "accounts.ndjson")))
        {
            AccountFile.Write(
                world.Country, households.SelectMany(static household => household.Accounts), file);
        }

        Text(folder, "accounts.csv", to => TruthFiles.Accounts(households, to));
        Text(folder, "truth.csv", to => TruthFiles.Lines(entries, to));
        Text(folder, "months.csv", to => TruthFiles.Months(entries, to));
        Text(folder, "events.csv", to => TruthFiles.Events(world.Events, to));
    }

    /// <summary>Pairs of accounts that differ in one fact, and which is which.</summary>
    public static void WriteTwins(Country country, ulong seed, IReadOnlyList<TwinPair> pairs, string folder, Left left)
    {
        Directory.CreateDirectory(folder);
        var entries = pairs.SelectMany(static pair => pair.First.Concat(pair.Second))
            .OrderBy(static entry => entry.Movement.At).ToList();
        using (var file = new GZipStream(
            File.Create(Path.Combine(folder, "transactions.ndjson.gz")), CompressionLevel.Fastest))
        {
            new LineFile(country, new Printer(country, seed), left).Write(entries, file);
        }

        using (var file = File.Create(Path.Combine(folder, "accounts.ndjson")))
        {
            var accounts = entries.Select(static entry => entry.Account).DistinctBy(static account => account.Id);
            AccountFile.Write(country, accounts, file);
        }

        Text(folder, "truth.csv", to => TruthFiles.Lines(entries, to));
        Text(folder, "twins.csv", to =>
        {
            to.Write("pair,sense,fact,first,second\n");
            foreach (var pair in pairs)
            {
                to.Write($"{pair.Id},{Words.Of(pair.Fact.Sense)},{pair.Fact.Name},{pair.Id}A,{pair.Id}B\n");
            }
        });
    }

    public static string Report(World world) => string.Create(
        CultureInfo.InvariantCulture,
        $"{world.Country.Code}: {world.Histories.Sum(static history => history.Entries.Count)} lines of "
        + $"{world.Histories.Sum(static history => history.Household.Members.Count)} customers, "
        + $"{world.Events.Count} planted events of {world.Events.Sum(static planted => planted.Lines.Count)} lines");

    private static void Text(string folder, string name, Action<TextWriter> write)
    {
        using var to = new StreamWriter(Path.Combine(folder, name));
        write(to);
    }
}
