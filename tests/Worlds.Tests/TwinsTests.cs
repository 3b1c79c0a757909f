using OrleansRisk.Samples.Worlds;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Files;
using OrleansRisk.Samples.Worlds.Money;
using OrleansRisk.Samples.Worlds.Twins;

namespace OrleansRisk.Worlds.Tests;

public sealed class TwinsTests
{
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var country in Country.Codes)
            {
                foreach (var sense in Enum.GetNames<Sense>())
                {
                    all.Add(country, sense);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Make_EveryFact_HasPairsWhoseBalancesAddUp(string country, string sense)
    {
        var pairs = Pairs(country, sense);

        Assert.Equal(
            TwinPairs.Facts(Enum.Parse<Sense>(sense)).Select(static fact => fact.Name),
            pairs.Select(static pair => pair.Fact.Name).Distinct());
        foreach (var history in pairs.SelectMany(static pair => new[] { pair.First, pair.Second }))
        {
            for (var i = 1; i < history.Count; i++)
            {
                Assert.Equal(history[i - 1].Balance + history[i].Signed, history[i].Balance);
            }
        }
    }

    /// <summary>All lines but those of the fact are printed alike in both.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Make_EveryPair_DiffersInItsFactAlone(string country, string sense)
    {
        var printer = new Printer(Country.Of(country), World.DefaultSeed);
        foreach (var pair in Pairs(country, sense))
        {
            var (first, second) = (pair.First.Select(Print).ToHashSet(), pair.Second.Select(Print).ToHashSet());
            var (gone, come) = (first.Except(second).Count(), second.Except(first).Count());
            var most = pair.Fact.Name switch
            {
                "higher_balance_throughout" or "lower_balance_throughout" => (0, 0),
                "returned_debits" => (0, 6),
                "two_more_lenders" => (0, 24),
                "payday_loan_each_month" => (0, 23),
                "second_job" or "collector_each_month" or "gambling_from_each_pay" => (0, 12),
                "pay_cut_by_a_third" or "pay_rise" => (60, 60),
                _ => (first.Count, first.Count),
            };
            Assert.True(gone <= most.Item1 && come <= most.Item2, $"{pair.Id} {pair.Fact.Name}: {gone} {come}");
            Assert.True(
                pair.Fact.Name.StartsWith("no_", StringComparison.Ordinal) || pair.Fact.Sense == Sense.Same
                || gone + come > 0 || pair.First[0].Balance != pair.Second[0].Balance, pair.Id);
        }

        string Print(Entry entry) => string.Join(
            '|', entry.Movement.At, entry.Signed, printer.Counterparty(entry.Movement),
            printer.Description(entry.Movement), printer.Category(entry.Movement), entry.Movement.Device);
    }

    /// <summary>But for names, such twins are the same to the byte, and the names do differ.</summary>
    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Make_NamesSwapped_ChangesNothingElse(string country)
    {
        var printer = new Printer(Country.Of(country), World.DefaultSeed);
        foreach (var pair in Pairs(country, nameof(Sense.Same)))
        {
            Assert.Equal(pair.First.Select(Facts), pair.Second.Select(Facts));
            var names = pair.First.Zip(pair.Second, (one, two) =>
                (One: printer.Counterparty(one.Movement), Two: printer.Counterparty(two.Movement))).ToHashSet();
            Assert.Contains(names, static each => each.One != each.Two);
            Assert.Equal(names.Count, names.Select(static each => each.One).Distinct().Count());
            Assert.Equal(names.Count, names.Select(static each => each.Two).Distinct().Count());
        }

        (DateTime, long, long, Way, string?, string?, string?) Facts(Entry entry) => (
            entry.Movement.At, entry.Signed, entry.Balance, entry.Movement.Way, printer.Category(entry.Movement),
            printer.Mcc(entry.Movement), entry.Movement.Device);
    }

    private static List<TwinPair> Pairs(string country, string sense) =>
        [.. new TwinPairs(Country.Of(country), World.DefaultSeed, World.First, 12).Make(Enum.Parse<Sense>(sense), 24)];
}
