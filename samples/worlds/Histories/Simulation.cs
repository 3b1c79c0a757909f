using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Lives;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Histories;

/// <summary>Makes histories: a household's is a pure function of the seed and its number.</summary>
internal sealed class Simulation(Country country, ulong seed, DateOnly first, int months)
{
    // A member's parts take sixteen streams at most; a household has two members and a few streams more.
    private const int StreamsOfHousehold = 64, HouseholdStream = 60, PlantStream = 61;

    private readonly HouseholdDraw _draw = new(country, first, months);

    public Household Household(int number) => _draw.Draw(number, Stream(number, HouseholdStream));

    /// <param name="number">Of the household, from 0.</param>
    /// <param name="change">Adds to what the household means to do, or takes from it.</param>
    public History Run(int number, Func<Household, List<Movement>, List<Movement>>? change = null)
    {
        var household = Household(number);
        var meant = Routine.Of(household, part => Stream(number, part));
        var books = new Books(
            new Party(country.Bank), country.ReturnFee, country.Calendar.OnOrAfter, household.SavingsOf);
        return new History(
            household,
            books.Run(change is null ? meant : change(household, meant), household.End.ToDateTime(TimeOnly.MinValue)));
    }

    /// <summary>A stream for the planted event of a household.</summary>
    public Seeded PlantedIn(int number) => Stream(number, PlantStream);

    private Seeded Stream(int number, int part) =>
        new(seed, ((ulong)number * StreamsOfHousehold) + (ulong)part + 1);
}
