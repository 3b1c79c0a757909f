using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Histories;
using OrleansRisk.Samples.Worlds.Planted;

namespace OrleansRisk.Samples.Worlds;

/// <summary>What a world is made from; equal options make equal worlds.</summary>
internal sealed record WorldOptions
{
    /// <summary><c>my</c>, <c>gb</c> or <c>de</c>.</summary>
    public required string Country { get; init; }
    public ulong Seed { get; init; } = World.DefaultSeed;

    /// <summary>At least so many; a couple is not parted.</summary>
    public int Customers { get; init; } = 800;
    public int Months { get; init; } = 18;
    public Rate Rate { get; init; } = Rate.Ordinary;
}

/// <summary>An invented lender: its households, what was booked, and what was planted.</summary>
internal sealed record World(
    Country Country, ulong Seed, IReadOnlyList<History> Histories, IReadOnlyList<PlantedEvent> Events)
{
    /// <summary>The seed for development; published figures name theirs.</summary>
    public const ulong DefaultSeed = 20_261_130;

    public static readonly DateOnly First = new(2025, 1, 1);

    public static World Make(WorldOptions options)
    {
        var country = Country.Of(options.Country);
        var simulation = new Simulation(country, options.Seed, First, options.Months);
        var histories = Enumerable.Range(0, Households(simulation, options.Customers)).AsParallel().AsOrdered()
            .Select(number => simulation.Run(number)).ToArray();
        var lines = histories.Sum(static history => history.Entries.Count);
        var (events, linesMax) = options.Rate switch
        {
            Rate.None => (0, 0),
            Rate.Ordinary => (Math.Max(1, options.Customers * options.Months / 180), int.MaxValue),
            _ => (int.MaxValue, Math.Max(1, lines / 10_000)),
        };
        var plan = new Plan(simulation, country, options.Seed);
        return new World(country, options.Seed, histories, plan.Plant(histories, events, linesMax));
    }

    private static int Households(Simulation simulation, int customers)
    {
        var households = 0;
        for (var members = 0; members < customers; households++)
        {
            members += simulation.Household(households).Members.Count;
        }

        return households;
    }
}
