using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Categories;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// Which stated facts an account shows payments of, so that each counts once: by the name of the other party, else by
/// an amount as good as equal. A stream of payments stands for one fact alone.
/// </summary>
public static class SeenFacts
{
    /// <summary>As many as there are bits for.</summary>
    public const int Max = 32;

    /// <summary>Days within which it must have been paid, two months and a few days of grace.</summary>
    private const int RecentDays = 66;

    /// <summary>Share by which an amount may differ: what arrives is by cents not what a pay slip states.</summary>
    private const double Near = 0.02;

    /// <summary>A name as accounts know it: without case, marks, dates, references and the form of a company.</summary>
    public static ulong PartyOf(string? name) => PartyName.Key(name);

    /// <summary>A bit for each fact that is seen.</summary>
    internal static uint Of(Span<byte> state, int day, IReadOnlyList<StatedFact> facts)
    {
        var (seen, used) = (0u, 0u);
        foreach (var byName in (ReadOnlySpan<bool>)[true, false])
        {
            for (var i = 0; i < Math.Min(facts.Count, Max); i++)
            {
                var slot = (seen & (1u << i)) != 0 ? -1 : Find(state, day, facts[i], byName, used);
                (seen, used) = slot < 0 ? (seen, used) : (seen | (1u << i), used | (1u << slot));
            }
        }

        return seen;
    }

    private static int Find(Span<byte> state, int day, in StatedFact fact, bool byName, uint used)
    {
        var table = new StreamTable(state);
        for (var slot = 0; slot < Layout.StreamSlots; slot++)
        {
            var entry = table[slot];
            var free = (used & (1u << slot)) == 0 && entry.Hits > 0 && day - entry.LastDay <= RecentDays;
            if (free && Fits(entry, fact.Obligation) && (byName
                ? fact.Party != 0 && fact.Party == entry.Party
                : entry.Hits > 1 && Math.Abs(Payer.Of(entry).Monthly - fact.Monthly) <= Near * fact.Monthly))
            {
                return slot;
            }
        }

        return -1;
    }

    private static bool Fits(in StreamEntry entry, bool obligation) => obligation
        ? entry.Kind == FlowKind.Debt || (entry.Kind == FlowKind.Essential && entry.Housing)
        : entry.Kind == FlowKind.Income || (entry.Marks & StreamMarks.Earned) != 0;
}
