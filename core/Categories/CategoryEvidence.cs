using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Categories;

/// <summary>
/// The order of evidence: the merchant's code, what the lender states, the bank's code, then what the tenant's rules
/// and the country's pack said when it was observed, and from scoring version 4 the words of the texts. Nothing is
/// guessed from amounts. From scoring version 3.
/// </summary>
public static class CategoryEvidence
{
    public static CategoryFinding Of(ushort scoringVersion, Transaction transaction, in DecisionInputs inputs)
    {
        var own = OfTransaction(transaction, scoringVersion);
        if (own.Found)
        {
            return own;
        }

        var observed = CategoryFinding.FromByte(inputs.Category);
        if (scoringVersion < ScoringVersions.Four)
        {
            return CategoryCatalogue.Knows(scoringVersion, observed.Category) ? observed : default;
        }

        // A pack knows who is paid and not that it came back; what the tenant's own rule says stands, but for a refund.
        return (observed.By == Evidence.Pack || observed is { Found: true, Category: Category.Refund })
            && TextCategories.SaysReturned(transaction)
                ? new(Category.Returned, Evidence.Text)
            : observed.Found ? observed
            : TextCategories.Read(transaction) is not Category.Uncategorised and var said ? new(said, Evidence.Text)
            : transaction.Direction == Direction.Debit && ChannelWords.Read(transaction) == Word.Cash
                ? new(Category.Cash, Evidence.Stated) // a cash machine, whatever its text
            : default;
    }

    /// <summary>What the transaction itself says; nothing found where rules are to be asked.</summary>
    public static CategoryFinding OfTransaction(
        Transaction transaction, ushort scoringVersion = ScoringVersions.Newest)
    {
        var merchant = OfMerchant(transaction);
        if (merchant != Category.Uncategorised)
        {
            return new(merchant, Evidence.MerchantCode);
        }

        var stated = StatedCategories.Read(scoringVersion, transaction.Category, transaction.Direction);
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
