using System.Globalization;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>What a world says is true of a line.</summary>
/// <param name="Kind">Such as <c>salary</c> or <c>rent</c>; samples/worlds/RUBRIC.md has them all.</param>
/// <param name="Event">The planted event that it belongs to; empty for none.</param>
/// <param name="Planted">The event's own line, and not one that only supports it.</param>
internal readonly record struct LineTruth(string Kind, string Stream, string Event, bool Planted);

/// <param name="Kind">Such as <c>scam_repeated</c>.</param>
internal sealed record PlantedEvent(string Id, string Kind, string Account);

/// <param name="Life">What its owner lives on, such as <c>salaried</c>.</param>
/// <param name="OpenedDay">Days since 1970.</param>
internal sealed record WorldAccount(string Id, string Life, int OpenedDay);

/// <summary>A world as its files have it: what is sent, and what is true of it.</summary>
internal sealed class World
{
    private readonly Dictionary<(string Account, string Id), LineTruth> _truth = [];

    private World(string folder, LeftOut left, string country)
    {
        Country = country;
        Lines = WireFile.Read(
            Path.Combine(folder, "transactions.ndjson.gz"), left, LendersWords.Of(country));
        foreach (var cells in Rows(folder, "truth.csv"))
        {
            _truth.Add((cells[0], cells[1]), new LineTruth(cells[2], cells[3], cells[5], cells[6] == "planted"));
        }

        foreach (var cells in Rows(folder, "months.csv"))
        {
            var money = (long)(decimal.Parse(cells[4], CultureInfo.InvariantCulture) * 100);
            Months[(cells[0], MonthOf(cells[1]), cells[2])] = money;
        }

        Accounts = Rows(folder, "accounts.csv").ToDictionary(
            static cells => cells[0],
            static cells => new WorldAccount(cells[0], cells[3], DayOf(cells[6])), StringComparer.Ordinal);
        Events = Rows(folder, "events.csv").ToDictionary(
            static cells => cells[0], static cells => new PlantedEvent(cells[0], cells[1], cells[2]),
            StringComparer.Ordinal);
    }

    public string Country { get; }

    public IReadOnlyList<WireLine> Lines { get; }

    public IReadOnlyDictionary<string, WorldAccount> Accounts { get; }

    public IReadOnlyDictionary<string, PlantedEvent> Events { get; }

    /// <summary>Money of a kind by account and month, counted as year × 12 + month − 1.</summary>
    public Dictionary<(string Account, int Month, string Kind), long> Months { get; } = [];

    public LineTruth Truth(WireLine line) => _truth[(line.Account, line.Id)];

    public static async Task<World> Make(
        string country, string planted, int customers, int months, LeftOut left = LeftOut.Nothing)
    {
        var folder = Directory.CreateTempSubdirectory("risk-world-").FullName;
        try
        {
            await SampleProgram.Worlds(
                "write", "--country", country, "--planted", planted, "--out", folder,
                "--customers", customers.ToString(CultureInfo.InvariantCulture),
                "--months", months.ToString(CultureInfo.InvariantCulture));
            return new World(folder, left, country);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static IEnumerable<string[]> Rows(string folder, string file) =>
        File.ReadLines(Path.Combine(folder, file)).Skip(1).Select(static line => line.Split(','));

    private static int MonthOf(string text) =>
        (int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture) * 12)
            + int.Parse(text.AsSpan(5, 2), CultureInfo.InvariantCulture) - 1;

    private static int DayOf(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber
            - new DateOnly(1970, 1, 1).DayNumber;
}
