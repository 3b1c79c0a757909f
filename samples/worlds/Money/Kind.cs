namespace OrleansRisk.Samples.Worlds.Money;

/// <summary>What a line is in truth; RUBRIC.md says what each kind holds.</summary>
internal enum Kind
{
    Salary,
    Gig,
    Business,
    Pension,
    Benefit,
    Borrowed,
    OwnIn,
    Returned,
    Sold,
    GamblingIn,
    CashIn,
    PersonIn,
    Rent,
    Mortgage,
    Loan,
    HirePurchase,
    Card,
    Bnpl,
    Payday,
    StudentLoan,
    Insurance,
    Tax,
    Utilities,
    Telecom,
    Maintenance,
    Collector,
    Living,
    Giving,
    PersonOut,
    OwnOut,
    Once,
    GamblingOut,
    CashOut,
    Fee,
}

internal static class Kinds
{
    public static bool IsEarned(this Kind kind) => kind <= Kind.Benefit;

    public static bool IsObligation(this Kind kind) => kind is >= Kind.Rent and <= Kind.Collector;
}
