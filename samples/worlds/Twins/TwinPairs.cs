using System.Globalization;
using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Files;
using OrleansRisk.Samples.Worlds.Histories;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Twins;

/// <summary>Two histories of one customer that differ in one fact and in the balances that follow from it.</summary>
internal sealed record TwinPair(string Id, Fact Fact, IReadOnlyList<Entry> First, IReadOnlyList<Entry> Second);

/// <summary>
/// Makes twins. The books of the first are kept as always; the fact is put into the lines as they were booked, so that
/// nothing but the fact changes: no purchase is left out because there is less money.
/// </summary>
internal sealed class TwinPairs(Country country, ulong seed, DateOnly first, int months)
{
    private readonly Simulation _simulation = new(country, seed, first, months);
    private readonly Printer _printer = new(country, seed);

    /// <summary>As many pairs as are wanted, the facts of that sense in turn.</summary>
    public IEnumerable<TwinPair> Make(Sense sense, int pairs)
    {
        var facts = Facts(sense);
        for (int number = 0, made = 0; made < pairs; number++)
        {
            if (Of(number, facts[made % facts.Count], made + 1) is { } pair)
            {
                made++;
                yield return pair;
            }
        }
    }

    public static IReadOnlyList<Fact> Facts(Sense sense) => sense switch
    {
        Sense.Adverse => MoneyFacts.Adverse,
        Sense.Favourable => MoneyFacts.Favourable,
        _ => NameFacts.Same,
    };

    private TwinPair? Of(int number, Fact fact, int count)
    {
        var history = _simulation.Run(number);
        var member = history.Household.Members[0];
        if (member.Main.Opened >= first)
        {
            return null;
        }

        var account = member.Main with { SendsBalances = true };
        var lines = history.Entries.Where(entry => entry.Account == member.Main)
            .Select(entry => entry.Movement with { Account = account, Pair = entry.Pair }).ToList();
        var twin = new Twin(
            history.Household, member with { Main = account }, lines, _simulation.PlantedIn(number).Next());
        var changed = fact.Change(twin);
        if (ReferenceEquals(changed, lines))
        {
            return null;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{country.Code}-P{count:D5}");
        var pair = new TwinPair(id, fact, Booked(lines, id + "A"), Booked(changed, id + "B"));
        return fact.Sense == Sense.Same && !IsOneToOne(pair) ? null : pair;
    }

    /// <summary>Who was one stays one and who were two stay two, as the bank prints and cuts their names.</summary>
    private bool IsOneToOne(TwinPair pair)
    {
        var names = pair.First.Zip(pair.Second, (one, two) =>
            (One: _printer.Counterparty(one.Movement), Two: _printer.Counterparty(two.Movement))).ToHashSet();
        return names.Any(static name => name.One != name.Two)
            && names.DistinctBy(static name => name.One).Count() == names.Count
            && names.DistinctBy(static name => name.Two).Count() == names.Count;
    }

    /// <summary>The balances anew; lines after the window's end fall away.</summary>
    private List<Entry> Booked(IEnumerable<Movement> lines, string id)
    {
        var (end, entries) = (first.AddMonths(months).ToDateTime(TimeOnly.MinValue), new List<Entry>());
        var ordered = lines.Where(line => line.At < end).OrderBy(static line => line.At).ToList();
        var balance = ordered.Count == 0 ? 0 : ordered[0].Account.Opening;
        foreach (var line in ordered)
        {
            balance += line.Credit ? line.Minor : -line.Minor;
            var account = line.Account with { Id = id, Customers = [id] };
            entries.Add(new Entry(entries.Count + 1, line with { Account = account }, balance, line.Pair));
        }

        return entries;
    }
}
