using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Reading;

/// <summary>A row as a format's reader found it; the account makes the row of it.</summary>
internal sealed class RowDraft
{
    public string? Id { get; set; }

    public RowStatus Status { get; set; }

    public DateOnly? Day { get; set; }

    public DateOnly? ValueDay { get; set; }

    public RowTime? At { get; set; }

    /// <summary>Unsigned, or signed while <see cref="Direction"/> is null: then negative is a debit.</summary>
    public decimal Amount { get; set; }

    public RowDirection? Direction { get; set; }

    public string? Text { get; set; }

    public string? Counterparty { get; set; }

    public string? CounterpartyAccount { get; set; }

    public string? Reference { get; set; }

    public string? Replaces { get; set; }

    public string? Category { get; set; }

    public string? Code { get; set; }

    public string? Mcc { get; set; }

    public string? Channel { get; set; }

    public bool IsModified { get; set; }

    public bool IsReversal { get; set; }

    public decimal? BalanceAfter { get; set; }

    public decimal? OriginalAmount { get; set; }

    public string? OriginalCurrency { get; set; }

    public string? Rate { get; set; }
}
