namespace OrleansRisk.Core.Accounts;

/// <summary>The least history that a credit score is given on, and what an account still lacks of it.</summary>
/// <param name="Days">Civil days since the first transaction, with the one that is asked for.</param>
/// <param name="Transactions">Of every direction.</param>
public readonly record struct HistoryNeed(short Days, short Transactions)
{
    public const short DaysMax = 365, TransactionsMax = 1_000;

    /// <summary>Of the expert scorecard, and of a card that says nothing else.</summary>
    public static HistoryNeed Standard { get; } = new(30, 20);

    public bool IsSound => Days is >= 0 and <= DaysMax && Transactions is >= 0 and <= TransactionsMax;

    /// <summary>What an account has of it by that day.</summary>
    public static HistoryNeed KnownOf(Span<byte> state, int day)
    {
        var header = new AccountHeader(state);
        return new HistoryNeed(
            (short)Math.Clamp(header.OldestDay == 0 ? 0 : day - header.OldestDay + 1, 0, DaysMax),
            (short)Math.Clamp(header.Transactions, 0, TransactionsMax));
    }

    /// <summary>What of it an account still lacks by that day; none where there is enough.</summary>
    public HistoryNeed MissingOf(Span<byte> state, int day) => MissingOf(KnownOf(state, day));

    /// <summary>What of it such a history lacks.</summary>
    public HistoryNeed MissingOf(HistoryNeed known) => new(
        (short)Math.Max(0, Days - known.Days), (short)Math.Max(0, Transactions - known.Transactions));
}
