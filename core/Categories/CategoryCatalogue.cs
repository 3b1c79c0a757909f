using System.Collections.Frozen;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Categories;

/// <summary>
/// Every category there is: its number, its name, and what its money counts as. From scoring version 3.
/// </summary>
public static class CategoryCatalogue
{
    private const CategoryTraits Sensitive = CategoryTraits.Sensitive;
    private const CategoryTraits NeverScored = CategoryTraits.Sensitive | CategoryTraits.SetApart;

    internal static readonly CategoryEntry[] Rows =
    [
        new(Category.Uncategorised, "uncategorised", FlowKind.OtherOut, FlowKind.OtherIn),
        new(Category.Salary, "income.salary", null, FlowKind.Income),
        new(Category.Pension, "income.pension", null, FlowKind.Income, Sensitive),
        new(Category.Benefit, "income.benefit", null, FlowKind.Income, Sensitive),
        new(Category.BusinessIncome, "income.business", null, FlowKind.Income),
        new(Category.Interest, "income.interest", null, FlowKind.Income),
        new(Category.LoanDisbursement, "loan.disbursement", null, FlowKind.LoanIn),
        new(Category.LoanPayment, "loan.payment", FlowKind.Debt, null),
        new(Category.CardPayment, "card.payment", FlowKind.Debt, null),
        new(Category.Bnpl, "bnpl", FlowKind.Debt, null),
        new(Category.Mortgage, "mortgage", FlowKind.Debt, null, CategoryTraits.Housing),
        new(Category.Rent, "rent", FlowKind.Essential, FlowKind.OtherIn, CategoryTraits.Housing),
        new(Category.Utilities, "utilities", FlowKind.Essential, null),
        new(Category.Telecom, "telecom", FlowKind.Essential, null),
        new(Category.Groceries, "groceries", FlowKind.Essential, null),
        new(Category.Insurance, "insurance", FlowKind.Essential, FlowKind.OtherIn),
        new(Category.Transport, "transport", FlowKind.Essential, null),
        new(Category.Fuel, "fuel", FlowKind.Essential, null),
        new(Category.Tax, "tax", FlowKind.Essential, null),
        new(Category.SocialSecurity, "social_security", FlowKind.Essential, null),
        new(Category.Education, "education", FlowKind.OtherOut, null, Sensitive),
        new(Category.Health, "health", FlowKind.OtherOut, null, Sensitive),
        new(Category.Childcare, "childcare", FlowKind.OtherOut, null, Sensitive),
        new(Category.Restaurants, "restaurants", FlowKind.OtherOut, null),
        new(Category.Shopping, "shopping", FlowKind.OtherOut, null),
        new(Category.Entertainment, "entertainment", FlowKind.OtherOut, null),
        new(Category.Travel, "travel", FlowKind.OtherOut, null),
        new(Category.Services, "services", FlowKind.OtherOut, null),
        new(Category.Business, "business", FlowKind.OtherOut, null),
        new(Category.Wallet, "wallet", FlowKind.OtherOut, FlowKind.OtherIn),
        new(Category.Cash, "cash", FlowKind.Cash, FlowKind.OtherIn),
        new(Category.Gambling, "gambling", FlowKind.Gambling, FlowKind.OwnTransfer, Sensitive),
        new(Category.Fees, "fees", FlowKind.Fees, FlowKind.OtherIn),
        new(Category.Savings, "savings", FlowKind.OwnTransfer, FlowKind.OwnTransfer),
        new(Category.Investment, "investment", FlowKind.OwnTransfer, FlowKind.OwnTransfer),
        new(Category.Retirement, "retirement", FlowKind.OwnTransfer, FlowKind.OwnTransfer),
        new(Category.OwnTransfer, "own_transfer", FlowKind.OwnTransfer, FlowKind.OwnTransfer),
        new(Category.Religious, "religious", FlowKind.OtherOut, FlowKind.OtherIn, NeverScored),
        new(Category.Membership, "membership", FlowKind.OtherOut, FlowKind.OtherIn, NeverScored),
        new(Category.Refund, "refund", FlowKind.OtherOut, FlowKind.OtherOut),
        new(Category.Returned, "returned", FlowKind.OtherOut, FlowKind.OtherOut),
        new(Category.RecurringIncome, "income.recurring", null, FlowKind.Income),
        new(Category.Payday, "loan.payday", FlowKind.Debt, FlowKind.LoanIn, CategoryTraits.Payday),
        new(Category.Collection, "debt.collection", FlowKind.Debt, null, CategoryTraits.Collection),
        new(Category.StudentLoan, "loan.student", FlowKind.Debt, FlowKind.LoanIn, CategoryTraits.Student),
    ];

    private static readonly FrozenDictionary<string, Category> ByName =
        Rows.ToFrozenDictionary(static row => row.Name, static row => row.Category);

    private static readonly FrozenDictionary<string, Category>.AlternateLookup<ReadOnlySpan<char>> ByLetters =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All names, in the order of their numbers.</summary>
    public static IEnumerable<string> Names => Rows.Select(static row => row.Name);

    public static string NameOf(Category category) => Of(category).Name;

    public static bool IsSensitive(Category category) => Of(category).Is(CategoryTraits.Sensitive);

    /// <summary>Whether money of this direction is ever of this category, and not only as taken back.</summary>
    public static bool Takes(Category category, Direction direction) =>
        (direction == Direction.Credit ? Of(category).In : Of(category).Out) is not null;

    /// <summary>
    /// Whether a scoring version has the category: the catalogue of the third ends with recurring income.
    /// </summary>
    public static bool Knows(ushort scoringVersion, Category category) =>
        scoringVersion >= ScoringVersions.Four || category <= Category.RecurringIncome;

    /// <summary>Whether a row has this number.</summary>
    public static bool Knows(byte number) => number < Rows.Length;

    /// <summary>The category of that name; null where there is none.</summary>
    public static Category? Find(ReadOnlySpan<char> name) =>
        ByLetters.TryGetValue(name, out var found) ? found : null;

    internal static CategoryEntry Of(Category category) => Rows[(int)category];
}
