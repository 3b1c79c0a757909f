using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Accounts.Timeline;

/// <summary>The order in which lines of history happened: a file has them by time, or the newest first.</summary>
internal static class HistoryOrder
{
    /// <summary>Places of the items by time; null where they stand right.</summary>
    public static int[]? Of(IReadOnlyList<Transaction> items)
    {
        var (up, down) = (0, 0);
        for (var i = 1; i < items.Count; i++)
        {
            var step = items[i].At.CompareTo(items[i - 1].At);
            up += step > 0 ? 1 : 0;
            down += step < 0 ? 1 : 0;
        }

        if (down == 0)
        {
            return null;
        }

        // Of equal times a file that runs backwards has the last one first.
        var places = Enumerable.Range(0, items.Count);
        return [.. (down > up ? places.Reverse() : places).OrderBy(place => items[place].At)];
    }
}
