namespace OrleansRisk.Statements.Columns;

/// <summary>What a column of a table holds.</summary>
internal enum ColumnRole
{
    Day,
    ValueDay,
    Time,
    Text,
    Counterparty,
    CounterpartyAccount,
    Amount,
    Debit,
    Credit,
    Direction,
    Balance,
    BalanceDirection,
    Currency,
    Id,
    Reference,
    Category,
    Mcc,
    Status,
    Account,
    OriginalAmount,
    OriginalCurrency,
    Rate,
}
