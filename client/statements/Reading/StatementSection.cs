using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Reading;

/// <summary>One statement: rows between two balances.</summary>
internal sealed class StatementSection(AccountBuilder account, Place place)
{
    public AccountBuilder Account { get; } = account;

    public Place Place { get; } = place;

    public StatementBalance? Opening { get; set; }

    public StatementBalance? Closing { get; set; }

    public List<StatementRow> Rows { get; private set; } = [];

    /// <summary>Whether it was made within the day that it is of.</summary>
    public bool IsInterim { get; set; }

    /// <summary>Whether a row was refused, so that no sum can hold.</summary>
    public bool IsIncomplete { get; set; }

    public bool IsEmpty => Opening is null && Closing is null && Rows.Count == 0;

    /// <summary>Adds a row; throws if it is refused, and the statement is incomplete from then on.</summary>
    public void Add(RowDraft draft, Place place)
    {
        try
        {
            Rows.Add(Account.Row(draft, place));
        }
        catch (RefusedException)
        {
            IsIncomplete = true;
            throw;
        }
    }

    public void Turn() => Rows.Reverse();
}
