using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Categories;

/// <summary>
/// What a transaction is for. Folds 1 and 2 read its merchant code and the words of its category: code tables first,
/// then words, else the direction alone; scoring version 3 has a catalogue and an order of evidence. Never guessed from
/// amounts.
/// </summary>
internal readonly record struct TransactionClassification(FlowKind Flow, PayWay Way, bool Returned, bool GivesBack)
{
    /// <summary>From scoring version 3; uncategorised before.</summary>
    public Category Category { get; init; }

    public bool Categorised => Category != Category.Uncategorised;

    /// <summary>What it is for is nobody's business who scores; from scoring version 3.</summary>
    public bool SetApart => CategoryCatalogue.Of(Category).Is(CategoryTraits.SetApart);

    public bool Housing => CategoryCatalogue.Of(Category).Is(CategoryTraits.Housing);

    /// <summary>
    /// By a standing order or between accounts of the bank: people send it, themselves or others, and no employer. From
    /// scoring version 4.
    /// </summary>
    public static bool IsSentByPeople(Transaction transaction) =>
        ChannelWords.IsStanding(transaction.Channel) || ChannelWords.IsStanding(transaction.Description);

    public CategoryTraits Traits => CategoryCatalogue.Of(Category).Traits;

    public static TransactionClassification Of(
        ushort scoringVersion, Transaction transaction, in DecisionInputs inputs) =>
        scoringVersion >= ScoringVersions.Three ? OfCategory(scoringVersion, transaction, inputs) : Of(transaction);

    public static TransactionClassification Of(Transaction transaction)
    {
        var word = Words.Read(transaction.Category);
        var code = MerchantCodes.Read(transaction.Mcc);
        var channel = Words.Read(transaction.Channel);
        var returned = word == Word.Returned;
        return transaction.Direction == Direction.Credit
            ? new(Incoming(word), PayWay.Incoming, returned, word is Word.Refund or Word.Returned)
            : new(Outgoing(code == Word.None ? word : code), WayOf(word, code, channel), returned, false);
    }

    private static TransactionClassification OfCategory(
        ushort scoringVersion, Transaction transaction, in DecisionInputs inputs)
    {
        var category = CategoryEvidence.Of(scoringVersion, transaction, inputs).Category;
        var entry = CategoryCatalogue.Of(category);
        var credit = transaction.Direction == Direction.Credit;
        var returned = category == Category.Returned;
        return credit
            ? new(Incoming(scoringVersion, category, entry), PayWay.Incoming, returned,
                category is Category.Refund || returned)
            {
                Category = category,
            }
            : new(entry.Out ?? FlowKind.OtherOut, WayOf(transaction, category), returned, false)
            {
                Category = category,
            };
    }

    /// <summary>
    /// From scoring version 4 neither interest nor a bet won is earned, and a bet won is not one's own.
    /// </summary>
    private static FlowKind Incoming(ushort scoringVersion, Category category, CategoryEntry entry) =>
        scoringVersion >= ScoringVersions.Four && category is Category.Interest or Category.Gambling
            ? FlowKind.OtherIn
            : entry.In ?? FlowKind.OtherOut;

    private static PayWay WayOf(Transaction transaction, Category category)
    {
        // A category and a merchant's code may say how money moved, too; of what is set apart nothing is read.
        var apart = CategoryCatalogue.Of(category).Is(CategoryTraits.SetApart);
        var word = category == Category.Cash ? Word.Cash : apart ? Word.None : Words.Read(transaction.Category);
        var code = apart ? Word.None : MerchantCodes.Read(transaction.Mcc);
        return WayOf(word, code, ChannelWords.Read(transaction));
    }

    private static FlowKind Incoming(Word word) => word switch
    {
        Word.Income => FlowKind.Income,
        Word.Debt => FlowKind.LoanIn,
        Word.OwnTransfer => FlowKind.OwnTransfer,
        Word.Refund or Word.Returned => FlowKind.OtherOut,
        _ => FlowKind.OtherIn,
    };

    private static FlowKind Outgoing(Word word) => word switch
    {
        Word.Essential => FlowKind.Essential,
        Word.Debt => FlowKind.Debt,
        Word.Cash => FlowKind.Cash,
        Word.Gambling => FlowKind.Gambling,
        Word.Fees => FlowKind.Fees,
        Word.OwnTransfer => FlowKind.OwnTransfer,
        _ => FlowKind.OtherOut,
    };

    private static PayWay WayOf(Word word, Word code, Word channel)
    {
        if (word == Word.Cash || code == Word.Cash || channel == Word.Cash)
        {
            return PayWay.Cash;
        }

        var transfer = word is Word.Transfer or Word.OwnTransfer || code == Word.Transfer || channel == Word.Transfer;
        return transfer ? PayWay.Transfer : PayWay.Card;
    }
}
