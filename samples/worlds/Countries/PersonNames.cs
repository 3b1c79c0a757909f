using OrleansRisk.Samples.Generator;

namespace OrleansRisk.Samples.Worlds.Countries;

/// <summary>Names of persons of a country, by community and sex.</summary>
internal sealed class PersonNames
{
    private readonly Weighted _communities;
    private readonly Dictionary<string, Community> _known;

    public PersonNames(DataFile data)
    {
        var communities = data.Items("communities");
        _communities = new Weighted(communities);
        _known = communities.Select(static line => line.Split('|'))
            .ToDictionary(static parts => parts[0], parts => new Community(data, parts[0], parts[2]));
    }

    public IReadOnlyCollection<string> Communities => _known.Keys;

    public string Religion(string community) => _known[community].Religion;

    public Person Draw(Seeded seeded) => Draw(seeded, _communities.Draw(seeded));

    /// <summary>Friends, landlords and family: three in five of one's own community.</summary>
    public Person DrawNear(Seeded seeded, string community) =>
        seeded.Chance(600) ? Draw(seeded, community) : Draw(seeded);

    public Person Draw(Seeded seeded, string community)
    {
        var woman = seeded.Chance(500);
        var names = _known[community];
        return new Person(
            community, woman, seeded.Below(names.Given(woman).Length),
            seeded.Chance(550) ? seeded.Below(names.Second(woman).Length) : -1, seeded.Below(names.Father.Length));
    }

    /// <summary>The name as it is written in full; a place beyond a list begins the list anew.</summary>
    public string Name(Person person)
    {
        var names = _known[person.Community];
        var given = At(names.Given(person.Woman), person.Given);
        if (person.Second >= 0)
        {
            given += " " + At(names.Second(person.Woman), person.Second);
        }

        return names.Pattern(person.Woman).Replace("{given}", given, StringComparison.Ordinal)
            .Replace("{father}", At(names.Father, person.Father), StringComparison.Ordinal);
    }

    public string Family(Person person) => At(_known[person.Community].Father, person.Father);

    private static string At(string[] names, int place) => names[place % names.Length];

    private sealed class Community(DataFile data, string name, string religion)
    {
        private static readonly string[] Initials = [.. "ABCDEFGHIJKLMNOPRSTVWYZ".Select(static c => c.ToString())];

        private readonly string[] _men = data.Items(name + ".m"), _women = data.Items(name + ".f");
        private readonly string[] _secondMen = Seconds(data, name + ".second.m");
        private readonly string[] _secondWomen = Seconds(data, name + ".second.f");
        private readonly ILookup<string, string> _patterns = data.Keyed(name + ".pattern");

        public string Religion => religion;

        public string[] Father { get; } = data.Items(name + ".father");

        public string[] Given(bool woman) => woman ? _women : _men;

        public string[] Second(bool woman) => woman ? _secondWomen : _secondMen;

        public string Pattern(bool woman) => _patterns[woman ? "f" : "m"].First();

        private static string[] Seconds(DataFile data, string section) =>
            data.Has(section) ? data.Items(section) : Initials;
    }
}
