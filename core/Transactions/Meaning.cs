using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Core.Transactions;

/// <summary>
/// What a transaction is for, from its merchant code and the words of its category: code tables first, then words,
/// else the
/// direction alone. Never guessed from amounts.
/// </summary>
internal readonly record struct Meaning(FlowKind Flow, PayWay Way, bool Returned, bool GivesBack)
{
    public static Meaning Of(Transaction transaction)
    {
        var word = Words.Read(transaction.Category);
        var code = MerchantCodes.Read(transaction.Mcc);
        var channel = Words.Read(transaction.Channel);
        var returned = word == Word.Returned;
        return transaction.Direction == Direction.Credit
            ? new(Incoming(word), PayWay.Incoming, returned, word is Word.Refund or Word.Returned)
            : new(Outgoing(word == Word.None ? code : word), WayOf(word, code, channel), returned, false);
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
