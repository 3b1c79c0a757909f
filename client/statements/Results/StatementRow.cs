namespace OrleansRisk.Statements.Results;

/// <summary>How far a row has come.</summary>
public enum RowStatus
{
    /// <summary>Booked: part of the balance.</summary>
    Booked,

    /// <summary>Held, not booked yet.</summary>
    Pending,

    /// <summary>The provider took back what it had sent under this id: only the id is known.</summary>
    Removed,

    /// <summary>Refused by a bank on its way; no money moved.</summary>
    Rejected,
}

/// <summary>Which way the money went, seen from the account.</summary>
public enum RowDirection
{
    /// <summary>Money leaves the account.</summary>
    Debit,

    /// <summary>Money arrives.</summary>
    Credit,
}

/// <summary>Where a row's id comes from.</summary>
public enum IdOrigin
{
    /// <summary>From the file: the bank's or the provider's.</summary>
    File,

    /// <summary>Computed from the row: the same in every file that has this row.</summary>
    Generated,
}

/// <summary>A time as the file has it, and what is known of its zone.</summary>
/// <param name="Local">The clock's reading where the row was written.</param>
/// <param name="Offset">Ahead of UTC; null if the file does not name a zone.</param>
public readonly record struct RowTime(DateTime Local, TimeSpan? Offset);

/// <summary>One movement of an account.</summary>
public sealed record StatementRow
{
    /// <summary>Unique within the account and status.</summary>
    public required string Id { get; init; }

    /// <summary>Whether the file has the id.</summary>
    public required IdOrigin IdFrom { get; init; }

    /// <summary>How far the row has come.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>The day it was booked, or happened if that is all the file has; null only for removed rows.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>From when interest counts.</summary>
    public DateOnly? ValueDay { get; init; }

    /// <summary>The time, if the file has one.</summary>
    public RowTime? At { get; init; }

    /// <summary>Unsigned, in the account's currency.</summary>
    public required Money Amount { get; init; }

    /// <summary>Which way the money went.</summary>
    public required RowDirection Direction { get; init; }

    /// <summary>The amount with the sign of its direction.</summary>
    public Money Signed => Direction == RowDirection.Debit ? -Amount : Amount;

    /// <summary>The bank's text.</summary>
    public string? Text { get; init; }

    /// <summary>The other side's name.</summary>
    public string? Counterparty { get; init; }

    /// <summary>The other side's account.</summary>
    public string? CounterpartyAccount { get; init; }

    /// <summary>A reference of the bank or of the payer that is not the row's id.</summary>
    public string? Reference { get; init; }

    /// <summary>The id of the pending row that this one replaces.</summary>
    public string? Replaces { get; init; }

    /// <summary>A category of the house, from a table for the provider's codes.</summary>
    public string? Category { get; init; }

    /// <summary>The provider's or bank's own code of what the row is.</summary>
    public string? Code { get; init; }

    /// <summary>ISO 18245, four digits.</summary>
    public string? Mcc { get; init; }

    /// <summary>How it was paid, as the file has it.</summary>
    public string? Channel { get; init; }

    /// <summary>The provider replaces what it had sent under this id; it is not a further movement.</summary>
    public bool IsModified { get; init; }

    /// <summary>Takes back an earlier row.</summary>
    public bool IsReversal { get; init; }

    /// <summary>The balance after this row.</summary>
    public Money? BalanceAfter { get; init; }

    /// <summary>The amount before it was exchanged.</summary>
    public OriginalAmount? Original { get; init; }

    /// <summary>Where the file has the row.</summary>
    public required Place Place { get; init; }
}

/// <summary>What was paid in another currency.</summary>
/// <param name="Amount">Unsigned.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Rate">The rate as the file has it; null if it has none.</param>
public sealed record OriginalAmount(Money Amount, string Currency, string? Rate);
