using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Officers.People;

namespace OrleansRisk.Samples.Officers.Writing;

/// <summary>Everything that is due in a person's history, drawn from the script alone.</summary>
internal static class Diary
{
    /// <summary>Of a hundred purchases so many are made in the usual shops.</summary>
    private const int UsualShopPercent = 85;

    public static IEnumerable<Attempt> Of(Script script, Country country)
    {
        var living = script.Living.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => ScriptRow.ReadLiving(text, script.From, script.To));
        var rows = script.Rows.Select(text => ScriptRow.Read(text, script.From, script.To));

        // Every row draws from a stream of its own, so that a change to one row leaves the others as they are.
        return living.Concat(rows).SelectMany((row, index) => Of(row, country, script.Seed, index));
    }

    private static IEnumerable<Attempt> Of(ScriptRow row, Country country, int seed, int index)
    {
        var draws = new Seeded((ulong)seed, (ulong)index + 1);
        var reference = Texts.Reference(draws);
        var parties = Parties(row, country);
        var usual = row.Parties.Count > 0 ? parties : Usual(parties, draws);
        foreach (var day in row.When.Between(row.From, row.To, draws))
        {
            var amount = row.Amount.Sizing == Sizing.Drawn ? row.Amount.Draw(draws) : 0;
            var party = draws.Pick(draws.Below(100) < UsualShopPercent ? usual : parties);
            var text = Texts.Raw(country, row, party, day, reference, draws);
            if (!row.Skipped.Contains(MonthOf(day)))
            {
                yield return new Attempt(row, day, amount, party, text, Again: false);
            }
        }
    }

    public static string MonthOf(DateOnly day) => $"{day.Year:D4}-{day.Month:D2}";

    private static IReadOnlyList<string> Parties(ScriptRow row, Country country) =>
        row.Parties.Count > 0 ? row.Parties
            : country.Shops.TryGetValue(row.Category, out var shops) ? shops
            : throw new InvalidDataException($"No party for {row.Category}, and the country has none.");

    /// <summary>Three shops of a kind that are this person's own.</summary>
    private static string[] Usual(IReadOnlyList<string> shops, Seeded draws)
    {
        var start = draws.Below(shops.Count);
        return [.. Enumerable.Range(0, Math.Min(3, shops.Count)).Select(i => shops[(start + (i * 2)) % shops.Count])];
    }
}
