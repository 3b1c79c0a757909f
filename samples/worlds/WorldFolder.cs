using System.Globalization;
using System.IO.Compression;
using OrleansRisk.Samples.Worlds.Files;

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
            AccountFile.Write(world.Country, households, file);
        }

        Text(folder, "accounts.csv", to => TruthFiles.Accounts(households, to));
        Text(folder, "truth.csv", to => TruthFiles.Lines(entries, to));
        Text(folder, "months.csv", to => TruthFiles.Months(entries, to));
        Text(folder, "events.csv", to => TruthFiles.Events(world.Events, to));
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
