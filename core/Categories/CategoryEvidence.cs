using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Categories;

/// <summary>
/// The order of evidence: the merchant's code, what the lender states, the bank's code, then what the tenant's rules
/// and the country's pack said when it was observed. Nothing is guessed from amounts. From scoring version 3.
/// </summary>
public static class CategoryEvidence
{
    public static CategoryFinding Of(Transaction transaction, in DecisionInputs inputs) =>
        OfTransaction(transaction) is { Found: true } own ? own : CategoryFinding.FromByte(inputs.Category);

    /// <summary>What the transaction itself says; nothing found where rules are to be asked.</summary>
    public static CategoryFinding OfTransaction(Transaction transaction)
    {
        var merchant = OfMerchant(transaction);
        if (merchant != Category.Uncategorised)
        {
            return new(merchant, Evidence.MerchantCode);
        }

        var stated = StatedCategories.Read(transaction.Category, transaction.Direction);
        if (stated != Category.Uncategorised)
        {
            return new(stated, Evidence.Stated);
        }

        var bank = BankCodes.Read(transaction.Category, transaction.Direction);
        return bank != Category.Uncategorised ? new(bank, Evidence.BankCode) : default;
    }

    /// <summary>A merchant who pays in gives money back; what a lender pays in says nothing by its code.</summary>
    private static Category OfMerchant(Transaction transaction)
    {
        var category = MerchantCategories.Read(transaction.Mcc);
        return category == Category.Uncategorised || CategoryCatalogue.Takes(category, transaction.Direction) ? category
            : category == Category.LoanPayment ? Category.Uncategorised
            : Category.Refund;
    }
}
