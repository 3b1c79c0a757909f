using OrleansRisk.Samples.Officers.People;
using OrleansRisk.Samples.Officers.Writing;

namespace OrleansRisk.Samples.Officers.Reading;

/// <summary>One line of a printed month: a row as it stands, or several small ones gathered.</summary>
/// <param name="Rows">In order; the line stands where the last of them does.</param>
/// <param name="Cards">They are small card payments in shops; otherwise one party that comes again.</param>
internal sealed record Gathered(IReadOnlyList<Row> Rows, bool Cards);

/// <summary>How long a stretch is gathered into one line.</summary>
internal enum Stretch
{
    Week,
    Half,
    Month,
}

/// <summary>How closely a view prints: by stretches of card payments, and of parties that come again.</summary>
internal readonly record struct Closeness(Stretch Cards, Stretch Parties)
{
    /// <summary>From the closest to the coarsest; a view takes the first that fits on its lines.</summary>
    public static IReadOnlyList<Closeness> All { get; } =
    [
        new(Stretch.Week, Stretch.Week), new(Stretch.Half, Stretch.Week), new(Stretch.Month, Stretch.Week),
        new(Stretch.Month, Stretch.Half), new(Stretch.Month, Stretch.Month),
    ];
}

/// <summary>Gathers small card payments in shops, and a party that comes three times in the stretch.</summary>
internal static class Gathering
{
    private const int SamePartyMin = 3;

    public static IEnumerable<Gathered> Of(IReadOnlyList<Row> month, Country country, Closeness closeness)
    {
        var gathered = new List<(int At, Gathered Line)>();
        var rows = month.Select((row, at) => (Row: row, At: at)).ToLookup(r => Small(r.Row, country));
        foreach (var cards in rows[true].GroupBy(r => Part(r.Row.Day, closeness.Cards)))
        {
            gathered.Add((cards.Last().At, new Gathered([.. cards.Select(r => r.Row)], Cards: true)));
        }

        foreach (var party in rows[false]
            .GroupBy(r => (Part(r.Row.Day, closeness.Parties), r.Row.Party, r.Row.Minor > 0)).Select(g => g.ToList()))
        {
            if (party.Count >= SamePartyMin)
            {
                gathered.Add((party[^1].At, new Gathered([.. party.Select(r => r.Row)], Cards: false)));
            }
            else
            {
                gathered.AddRange(party.Select(r => (r.At, new Gathered([r.Row], Cards: false))));
            }
        }

        return gathered.OrderBy(g => g.At).Select(g => g.Line);
    }

    private static bool Small(Row row, Country country) =>
        Kinds.Everyday(row.Category) && row.Minor < 0 && -row.Minor <= (long)(country.Small * 100);

    private static int Part(DateOnly day, Stretch stretch) => stretch switch
    {
        Stretch.Week => day.DayNumber / 7,
        Stretch.Half => day.Day <= 15 ? 0 : 1,
        _ => 0,
    };
}
