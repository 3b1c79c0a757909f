namespace OrleansRisk.Api.Loads.Drafts;

/// <summary>Stretches of days without a row that are out of the account's way.</summary>
internal static class Gaps
{
    /// <summary>A week without a row is no gap; nor is one that is not much longer than the account's usual.</summary>
    private const int DaysLeast = 8, TimesUsual = 5;

    public static IEnumerable<(int From, int To, DraftRow Next)> Of(IReadOnlyList<DraftRow> rows)
    {
        if (rows.Count < 3)
        {
            yield break;
        }

        var steps = new int[rows.Count - 1];
        for (var i = 1; i < rows.Count; i++)
        {
            steps[i - 1] = rows[i].Day - rows[i - 1].Day;
        }

        var usual = steps.Where(static step => step > 0).Order().ToArray() is { Length: > 0 } days
            ? days[days.Length / 2] : 0;
        for (var i = 1; i < rows.Count; i++)
        {
            if (steps[i - 1] > DaysLeast && steps[i - 1] > usual * TimesUsual)
            {
                yield return (rows[i - 1].Day + 1, rows[i].Day - 1, rows[i]);
            }
        }
    }
}
