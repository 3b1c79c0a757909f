namespace OrleansRisk.Core.Categories;

/// <summary>The category of one word, in English, Malay and Indonesian. From scoring version 3.</summary>
internal static class CategoryWords
{
    public static Category Read(ReadOnlySpan<char> word) => word switch
    {
        "salary" or "wages" or "wage" or "payroll" or "gaji" or "paycheck" or "stipend" or "income" =>
            Category.Salary,
        "pension" or "pencen" or "pensiun" => Category.Pension,
        "benefit" or "benefits" or "welfare" or "bantuan" or "unemployment" => Category.Benefit,
        "gig" or "freelance" or "payout" or "sales" => Category.BusinessIncome,
        "dividend" or "dividends" => Category.Interest,
        "disbursement" => Category.LoanDisbursement,
        "mortgage" => Category.Mortgage,
        "bnpl" => Category.Bnpl,
        "rent" or "housing" or "sewa" => Category.Rent,
        "utilities" or "utility" or "electricity" or "water" => Category.Utilities,
        "telecom" or "telco" or "internet" or "broadband" => Category.Telecom,
        "groceries" or "grocery" or "food" => Category.Groceries,
        "insurance" or "takaful" => Category.Insurance,
        "transport" or "toll" or "parking" => Category.Transport,
        "fuel" or "petrol" => Category.Fuel,
        "tax" or "taxes" or "cukai" or "pajak" => Category.Tax,
        "kwsp" or "epf" => Category.Retirement,
        "socso" or "perkeso" => Category.SocialSecurity,
        "savings" => Category.Savings,
        "cash" or "atm" or "withdrawal" => Category.Cash,
        "gambling" or "betting" or "casino" or "lottery" or "lotto" or "toto" => Category.Gambling,
        _ => Spending(word),
    };

    private static Category Spending(ReadOnlySpan<char> word) => word switch
    {
        "zakat" or "sedekah" or "infaq" or "wakaf" or "fitrah" or "tithe" or "donation" or "donations" or "charity"
            or "religious" or "derma" => Category.Religious,
        "union" or "membership" or "kesatuan" => Category.Membership,
        "school" or "education" or "tuition" or "university" => Category.Education,
        "health" or "medical" or "pharmacy" or "hospital" or "clinic" => Category.Health,
        "childcare" or "kindergarten" => Category.Childcare,
        "restaurant" or "restaurants" or "dining" => Category.Restaurants,
        "shopping" or "retail" => Category.Shopping,
        "entertainment" or "leisure" => Category.Entertainment,
        "travel" or "hotel" or "airline" => Category.Travel,
        "services" => Category.Services,
        "business" or "supplies" => Category.Business,
        "wallet" or "ewallet" => Category.Wallet,
        "investment" or "investments" => Category.Investment,
        _ => Category.Uncategorised,
    };
}
