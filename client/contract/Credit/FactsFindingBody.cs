namespace OrleansRisk.Contract.Credit;

/// <summary>What became of stated income and obligations, each counted once beside what accounts show.</summary>
public sealed record FactsFindingBody
{
    /// <summary>
    /// Each income, in order: <c>seen</c>: an account shows it; <c>added</c>; <c>not_counted</c>: stated alone, or of a
    /// document older than half a year.
    /// </summary>
    public required IReadOnlyList<string> Income { get; init; }

    /// <summary>
    /// Each obligation, in order: <c>seen</c>: an account shows it; <c>added</c>; <c>at_source</c>: it never reaches an
    /// account.
    /// </summary>
    public required IReadOnlyList<string> Obligations { get; init; }

    /// <summary>A month: what accounts show, and what was added. Decimal text.</summary>
    public required string IncomeMonthly { get; init; }

    /// <summary>The same before deductions, as far as documents state it; null where none does.</summary>
    public required string? GrossIncomeMonthly { get; init; }

    /// <summary>Debts a month: what accounts show, what was added, and what is taken at source.</summary>
    public required string DebtServiceMonthly { get; init; }

    /// <summary>
    /// Debts with the instalment over net income, to which what is taken at source is given back; null without one.
    /// </summary>
    public required double? DebtServiceRatioNet { get; init; }

    /// <summary>The same over gross income.</summary>
    public required double? DebtServiceRatioGross { get; init; }

    /// <summary>Affordability's finding with the income lower and the rate higher, as the terms have it.</summary>
    public required string Stressed { get; init; }

    /// <summary>
    /// By the lender's own terms: <c>met</c>; <c>refer</c>: no bureau was asked, or the ratio is not known;
    /// <c>refuse</c>: the ratio is too high, no bureau was asked and none of it is lent without, or more than the cap.
    /// </summary>
    public required string Terms { get; init; }
}
