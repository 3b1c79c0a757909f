namespace OrleansRisk.Samples.Officers.People;

/// <summary>
/// The channel of each category of this file, and whether a person would do without when money is short.
/// </summary>
internal static class Kinds
{
    /// <summary>Paid by card in shops, many times a month: a view gathers them.</summary>
    public static bool Everyday(string category) =>
        category is "groceries" or "restaurants" or "transport" or "fuel" or "shopping" or "leisure" or "health";

    /// <summary>
    /// Left out or made smaller when the balance does not cover it: a card is declined at the till. Everything else is
    /// a bill.
    /// </summary>
    public static bool GivesWay(string category) =>
        Channel(category) is "card" or "atm" || category is "savings" or "investment" or "crypto" or "charity"
            or "transfer" or "remittance" or "own_transfer";

    public static string Channel(string category) => category switch
    {
        "cash" => "atm",
        "cash_in" => "branch",
        "fee" or "nsf" or "interest" => "fee",
        "gambling" or "subscription" or "travel" or "education" or "business_cost" or "home" or "car" => "card",
        "salary" or "pension" or "benefit" or "gig_income" or "business_income" or "maintenance_in"
            or "student_funding" or "tax_refund" or "relocation" => "credit_transfer",
        "loan_disbursement" or "payday_loan" or "wage_advance" or "cash_advance" or "gambling_win" or "refund"
            or "gift" => "transfer",
        "rent" or "savings" or "own_transfer" or "transfer" or "remittance" or "childcare" or "maintenance" or "legal"
            or "wages_paid" or "investment" or "crypto" or "charity" => "transfer",
        _ => Everyday(category) ? "card" : "direct_debit",
    };
}
