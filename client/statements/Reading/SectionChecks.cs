using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Reading;

/// <summary>Puts an account's rows in order, and finds what does not add up.</summary>
internal static class SectionChecks
{
    /// <summary>Breaks of one chain that are named; more are one finding.</summary>
    private const int BreaksNamed = 20;

    /// <summary>The account's statements, oldest first.</summary>
    public static List<StatementSection> Run(
        StatementBuilder file, AccountBuilder account, List<StatementSection> sections)
    {
        var turned = false;
        foreach (var section in sections)
        {
            if (IsNewestFirst(section.Rows))
            {
                section.Turn();
                turned = true;
            }

            Chain(file, account, section);
            Sum(file, account, section);
        }

        var dated = sections.Where(static section => First(section) is not null).ToList();
        if (dated.Count > 1 && First(dated[0]) > First(dated[^1]))
        {
            sections.Reverse();
            turned = true;
        }

        if (turned)
        {
            file.Find(FindingCodes.NewestFirst, account.Id, Place.File, "The newest row was first; rows were turned.");
        }

        Meet(file, account, sections);
        return sections;
    }

    private static DateOnly? First(StatementSection section) =>
        section.Opening?.Day ?? (section.Rows.Count > 0 ? section.Rows[0].Day : section.Closing?.Day);

    // The chain of balances shows the order even within one day; without it, the days do.
    private static bool IsNewestFirst(List<StatementRow> rows)
    {
        var (forward, backward, down, up) = (0, 0, 0, 0);
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i - 1].BalanceAfter is { } before && rows[i].BalanceAfter is { } after)
            {
                forward += before + rows[i].Signed == after ? 1 : 0;
                backward += after + rows[i - 1].Signed == before ? 1 : 0;
            }

            var step = rows[i].Day?.CompareTo(rows[i - 1].Day ?? default) ?? 0;
            down += step < 0 ? 1 : 0;
            up += step > 0 ? 1 : 0;
        }

        return forward != backward ? backward > forward : down > up && up == 0;
    }

    private static void Chain(StatementBuilder file, AccountBuilder account, StatementSection section)
    {
        var before = section.IsIncomplete ? null : section.Opening?.Amount;
        var breaks = 0;
        foreach (var row in section.Rows.Where(static row => row.Status == RowStatus.Booked))
        {
            if (before is { } balance && row.BalanceAfter is { } after && balance + row.Signed != after
                && ++breaks <= BreaksNamed)
            {
                file.Find(FindingCodes.BalanceChainBroken, account.Id, row.Place,
                    $"The balance is {after}; the one before plus the amount is {balance + row.Signed}.");
            }

            // Banks that print one balance a day leave it out in between: the chain goes on from what is known.
            before = row.BalanceAfter ?? (before is { } known ? known + row.Signed : null);
        }

        if (breaks > BreaksNamed)
        {
            file.Find(FindingCodes.BalanceChainBroken, account.Id, section.Place, $"It breaks {breaks} times.");
        }
    }

    private static void Sum(StatementBuilder file, AccountBuilder account, StatementSection section)
    {
        if (section is not { Opening: { } opening, Closing: { } closing, IsIncomplete: false })
        {
            return;
        }

        var sum = section.Rows.Where(static row => row.Status == RowStatus.Booked)
            .Aggregate(opening.Amount, static (total, row) => total + row.Signed);
        if (sum != closing.Amount)
        {
            file.Find(FindingCodes.SumDiffers, account.Id, section.Place,
                $"The opening balance plus all rows is {sum}; the closing balance is {closing.Amount}.");
        }
    }

    private static void Meet(StatementBuilder file, AccountBuilder account, List<StatementSection> sections)
    {
        for (var i = 1; i < sections.Count; i++)
        {
            if (sections[i - 1].Closing is { } closing && sections[i].Opening is { } opening
                && closing.Amount != opening.Amount)
            {
                file.Find(FindingCodes.StatementsDoNotMeet, account.Id, sections[i].Place,
                    $"The statement opens with {opening.Amount}; the one before closed with {closing.Amount}.");
            }
        }
    }
}
