namespace OrleansRisk.Statements.Results;

/// <summary>How a file names an account.</summary>
public enum AccountScheme
{
    /// <summary>The file does not name its account: the reader of it must know.</summary>
    None,

    /// <summary>An IBAN whose check digits hold.</summary>
    Iban,

    /// <summary>The bank's number.</summary>
    Number,

    /// <summary>An id of the provider that sent the file.</summary>
    Provider,

    /// <summary>A number with some of its digits hidden.</summary>
    Masked,
}

/// <summary>One account of a file, in one currency.</summary>
public sealed record StatementAccount
{
    /// <summary>The account as the file names it, without spaces; empty for <see cref="AccountScheme.None"/>.</summary>
    public required string Id { get; init; }

    /// <summary>What <see cref="Id"/> is.</summary>
    public required AccountScheme Scheme { get; init; }

    /// <summary>The account as the file names it, if <see cref="Id"/> was stated instead.</summary>
    public (string Id, AccountScheme Scheme)? Named { get; init; }

    /// <summary>ISO 4217; null if neither the file nor the options state it, and then no row was read.</summary>
    public string? Currency { get; init; }

    /// <summary>The holder's name, if the file has it.</summary>
    public string? Holder { get; init; }

    /// <summary>The bank's name or BIC, if the file has it.</summary>
    public string? Bank { get; init; }

    /// <summary>Before the first row.</summary>
    public StatementBalance? Opening { get; init; }

    /// <summary>After the last booked row.</summary>
    public StatementBalance? Closing { get; init; }

    /// <summary>What may be spent, if the file has it.</summary>
    public StatementBalance? Available { get; init; }

    /// <summary>Oldest first, whatever the order in the file; rows of one day keep the order of the file.</summary>
    public required IReadOnlyList<StatementRow> Rows { get; init; }

    /// <summary>Credits less debits of the booked rows that are new.</summary>
    public Money Booked => Rows.Where(static row => row is { Status: RowStatus.Booked, IsModified: false })
        .Aggregate(new Money(0, Rows.Count > 0 ? Rows[0].Amount.Decimals : 0), static (sum, row) => sum + row.Signed);
}

/// <summary>A balance with its sign: negative is overdrawn, or owed on a card.</summary>
public sealed record StatementBalance(Money Amount, DateOnly? Day);
