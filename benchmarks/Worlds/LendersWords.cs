namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>
/// What a lender's map makes of its own words for categories: names of the catalogue where there is one, for a lender
/// who has such words sets its map up once. A word that is not here is sent as it stands.
/// </summary>
internal static class LendersWords
{
    private static readonly Dictionary<string, string> None = [];

    private static readonly Dictionary<string, string> Gb = new(StringComparer.Ordinal)
    {
        ["salary"] = "income.salary",
        ["gig_income"] = "income.business",
        ["business_income"] = "income.business",
        ["pension"] = "income.pension",
        ["benefits"] = "income.benefit",
        ["loan_disbursement"] = "loan.disbursement",
        ["loan_payment"] = "loan.payment",
        ["credit_card_payment"] = "card.payment",
        ["investments"] = "investment",
        ["taxes"] = "tax",
        ["debt_collection"] = "debt.collection",
        ["charity"] = "religious",
        ["supplies"] = "business",
        ["nsf"] = "fees",
    };

    /// <summary>The words of the officers' file.</summary>
    public static IReadOnlyDictionary<string, string> Officers { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["salary"] = "income.salary",
            ["gig_income"] = "income.business",
            ["business_income"] = "income.business",
            ["pension"] = "income.pension",
            ["benefit"] = "income.benefit",
            ["maintenance_in"] = "income.benefit",
            ["loan_disbursement"] = "loan.disbursement",
            ["payday_loan"] = "loan.payday",
            ["cash_advance"] = "loan.disbursement",
            ["student_funding"] = "loan.student",
            ["wage_advance"] = "loan.payday",
            ["loan_payment"] = "loan.payment",
            ["payday_payment"] = "loan.payday",
            ["student_loan"] = "loan.student",
            ["debt_collection"] = "debt.collection",
            ["debt_plan"] = "debt.collection", // what was not paid when it was due
            ["card_payment"] = "card.payment",
            ["council_tax"] = "tax",
            ["business_cost"] = "business",
            ["wages_paid"] = "business",
            ["leisure"] = "entertainment",
            ["subscription"] = "entertainment",
            ["charity"] = "religious",
            ["crypto"] = "investment",
            ["fee"] = "fees",
            ["nsf"] = "fees",
            ["interest"] = "fees",
            ["gambling_win"] = "gambling",
            ["cash_in"] = "cash",
            ["tax_refund"] = "refund",
            ["home"] = "shopping",
            ["car"] = "services",
            ["legal"] = "services",
        };

    public static IReadOnlyDictionary<string, string> Of(string country) => country == "gb" ? Gb : None;
}
