using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Loads.Drafts;

/// <summary>
/// Days that several files have rows of. Nothing but the balances shows which file's rows came first: each stretch of
/// rows up to one that states a balance begins with what another ended with.
/// </summary>
internal static class ChainedDays
{
    /// <summary>Puts rows of one moment in the order of their balances, as far as these show one.</summary>
    public static void Order(List<DraftRow> rows)
    {
        for (int from = 0, to; from < rows.Count; from = to)
        {
            to = from + 1;
            while (to < rows.Count && IsOfOneMoment(rows[from], rows[to]))
            {
                to++;
            }

            var day = rows.GetRange(from, to - from);
            if (day.Exists(row => row.File != day[0].File) && Chain(day) is { } ordered)
            {
                rows.RemoveRange(from, ordered.Length);
                rows.InsertRange(from, ordered);
            }
        }
    }

    private static bool IsOfOneMoment(DraftRow one, DraftRow other) =>
        one.IsBooked && other.IsBooked && one.Transaction!.At == other.Transaction!.At;

    /// <summary>The rows in order; null if the balances show none.</summary>
    private static DraftRow[]? Chain(List<DraftRow> day)
    {
        var steps = new List<Step>();
        foreach (var file in day.GroupBy(static row => row.File))
        {
            var seen = new Dictionary<(long, long), int>();
            foreach (var (from, to, rows) in Stretches([.. file]))
            {
                // Two files may have one row; one file has two that are alike.
                var nth = seen[(from, to)] = seen.GetValueOrDefault((from, to)) + 1;
                var known = steps.Where(step => step.From == from && step.To == to).Skip(nth - 1).FirstOrDefault();
                if (known is null)
                {
                    steps.Add(known = new Step(from, to));
                }

                known.Rows.AddRange(rows);
            }
        }

        var path = Path(steps);
        DraftRow[]? ordered = path is null ? null : [.. path.SelectMany(static step => step.Rows)];
        return ordered?.Length == day.Count ? ordered : null;
    }

    /// <summary>Rows up to one that states a balance, with the balances before and after them.</summary>
    private static IEnumerable<(long From, long To, List<DraftRow> Rows)> Stretches(List<DraftRow> rows)
    {
        var last = rows.FindLastIndex(static row => row.Transaction!.BalanceMinor is not null);
        for (int first = 0, i = 0; i <= last; i++)
        {
            if (rows[i].Transaction!.BalanceMinor is not { } balance)
            {
                continue;
            }

            var end = i == last ? rows.Count : i + 1; // rows behind the last balance go with it
            yield return (balance - Sum(rows, first, i + 1), balance + Sum(rows, i + 1, end), rows[first..end]);
            first = i + 1;
        }
    }

    private static long Sum(List<DraftRow> rows, int from, int to) =>
        rows.Skip(from).Take(to - from).Sum(static row => row.Signed);

    // A way through all steps, each beginning where the one before ended: an Euler path. Where money comes back there
    // may be several; steps leave a balance in the order of their files.
    private static List<Step>? Path(List<Step> steps)
    {
        var from = steps.ToLookup(static step => step.From);
        var left = from.ToDictionary(static group => group.Key, static group => new Queue<Step>(group));
        var arrived = steps.CountBy(static step => step.To).ToDictionary();
        var first = steps.Find(step => from[step.From].Count() > arrived.GetValueOrDefault(step.From))
            ?? steps.FirstOrDefault();
        if (first is null)
        {
            return null;
        }

        var (way, path) = (new Stack<(long At, Step? By)>(), new List<Step>());
        way.Push((first.From, null));
        while (way.TryPeek(out var end))
        {
            if (left.TryGetValue(end.At, out var next) && next.TryDequeue(out var step))
            {
                way.Push((step.To, step));
            }
            else if (way.Pop().By is { } done)
            {
                path.Add(done);
            }
        }

        path.Reverse();
        return path.Count == steps.Count && path.Zip(path.Skip(1)).All(static pair => pair.First.To == pair.Second.From)
            ? path : null;
    }

    private sealed record Step(long From, long To)
    {
        public List<DraftRow> Rows { get; } = [];
    }
}
