using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Twins;

/// <summary>Names that may not count: another community's, another religion's, the other sex's.</summary>
internal static class NameFacts
{
    public static IReadOnlyList<Fact> Same { get; } =
    [
        new("other_community", Sense.Same, static twin => Persons(twin, person => person with
        {
            Community = Next([.. twin.Household.Country.Persons.Communities], person.Community),
        })),
        new("other_sex", Sense.Same, static twin =>
            Persons(twin, static person => person with { Woman = !person.Woman })),
        new("other_names", Sense.Same, static twin => Persons(twin, static person => person with
        {
            Given = person.Given + 3,
            Father = person.Father + 7,
        })),
        new("other_religion", Sense.Same, Religion),
    ];

    private static IEnumerable<Movement> Persons(Twin twin, Func<Person, Person> change)
    {
        var country = twin.Household.Country;
        var account = twin.Member.Main with { Holder = Changed(twin.Member.Main.Holder) };
        return twin.Lines.Select(line => line with { Party = Changed(line.Party), Account = account });

        Party Changed(Party party) => party.Person is { } person ? Party.Of(country, change(person)) : party;
    }

    private static IEnumerable<Movement> Religion(Twin twin)
    {
        string[] religions = ["muslim", "christian", "buddhist", "hindu"];
        return twin.Lines.Any(static line => line.Party.Religion is not null)
            ? twin.Lines.Select(line => line.Party.Religion is { } religion
                ? line with { Party = Habits.Charity(twin.Household.Country, Next(religions, religion), 0) }
                : line)
            : twin.Lines;
    }

    private static string Next(string[] words, string word) => words[(Array.IndexOf(words, word) + 1) % words.Length];
}
