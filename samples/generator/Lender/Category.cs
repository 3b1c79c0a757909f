namespace OrleansRisk.Samples.Generator.Lender;

/// <summary>The category words the sample sends; a lender's own would be mapped to these.</summary>
internal static class Category
{
    public const string Salary = "salary";
    public const string GigIncome = "gig_income";
    public const string BusinessIncome = "business_income";
    public const string Pension = "pension";
    public const string Transfer = "transfer";
    public const string Savings = "savings";
    public const string Rent = "rent";
    public const string LoanPayment = "loan_payment";
    public const string LoanDisbursement = "loan_disbursement";
    public const string Bnpl = "bnpl";
    public const string Groceries = "groceries";
    public const string Restaurants = "restaurants";
    public const string Fuel = "fuel";
    public const string Transport = "transport";
    public const string Utilities = "utilities";
    public const string Telecom = "telecom";
    public const string Insurance = "insurance";
    public const string Shopping = "shopping";
    public const string Cash = "cash";
    public const string Supplies = "supplies";
    public const string Returned = "returned";
    public const string Nsf = "nsf";
}
