namespace OrleansRisk.Contract.Credit;

/// <summary>What comes in and goes out in a month, before and after the instalment. Money as decimal text.</summary>
public sealed record AffordabilityBody
{
    /// <summary>Neither borrowed, moved nor refunded; from scoring version 4 what is earned.</summary>
    public required string IncomeMonthly { get; init; }

    /// <summary>Housing, utilities, food, insurance, transport and tax.</summary>
    public required string EssentialOutflowMonthly { get; init; }

    /// <summary>Payments of loans, cards and instalments.</summary>
    public required string DebtServiceMonthly { get; init; }

    /// <summary>
    /// All other spending; null where there is none, and before scoring version 4, which alone takes it from what is
    /// free.
    /// </summary>
    public string? OtherOutflowMonthly { get; init; }

    /// <summary>Share of income that debts take now; null without an income.</summary>
    public required double? DebtServiceRatio { get; init; }

    /// <summary>The same with the instalment.</summary>
    public required double? DebtServiceRatioAfter { get; init; }

    /// <summary>
    /// Income less essential outflow, debts and the instalment; from scoring version 4 less all other spending too.
    /// </summary>
    public required string FreeCashFlowAfter { get; init; }

    /// <summary>Complete months that these are the mean of, at most three.</summary>
    public required int Months { get; init; }

    /// <summary>
    /// <c>affordable</c>; <c>strained</c>: debts would take over 40 % of the income; <c>unaffordable</c>: over 60 %, or
    /// more than is left; <c>unknown</c>: no complete month yet, or it depends on money without a known source, of
    /// which more comes in than is earned.
    /// </summary>
    public required string Finding { get; init; }
}
