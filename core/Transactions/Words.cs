namespace OrleansRisk.Core.Transactions;

/// <summary>
/// What a word of a category or channel says. Where several words say something, the greater one counts.
/// </summary>
internal enum Word : byte
{
    None = 0,
    Transfer,
    Essential,
    Fees,
    Income,
    Cash,
    Debt,
    Gambling,
    OwnTransfer,
    Refund,
    Returned,
}

/// <summary>The one table of words: English, and what Malaysian, Indonesian and European feeds use.</summary>
internal static class Words
{
    public static Word Read(string? text)
    {
        if (text is null)
        {
            return Word.None;
        }

        Span<char> lower = stackalloc char[Limits.WordsRead];
        var letters = text.AsSpan(0, Math.Min(text.Length, Limits.WordsRead));
        var found = Word.None;
        var length = 0;
        foreach (var letter in letters)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                lower[length++] = char.ToLowerInvariant(letter);
                continue;
            }

            found = Greater(found, TransactionClassification(lower[..length]));
            length = 0;
        }

        return Greater(found, TransactionClassification(lower[..length]));
    }

    private static Word Greater(Word one, Word other) => one > other ? one : other;

    internal static Word TransactionClassification(ReadOnlySpan<char> word) => word switch
    {
        "returned" or "nsf" or "bounced" or "dishonoured" or "dishonored" or "unpaid" or "insufficient" =>
            Word.Returned,
        "refund" or "refunds" or "reversal" or "chargeback" or "cashback" or "rebate" => Word.Refund,
        "own" or "self" or "internal" or "savings" => Word.OwnTransfer,
        "gambling" or "betting" or "casino" or "lottery" or "lotto" or "toto" => Word.Gambling,
        "loan" or "loans" or "bnpl" or "instalment" or "installment" or "instalments" or "mortgage" or "financing"
            or "debt" or "ptptn" or "lender" or "disbursement" or "repayment" or "credit_card" => Word.Debt,
        "cash" or "atm" or "withdrawal" => Word.Cash,
        "salary" or "income" or "wages" or "wage" or "payroll" or "pension" or "gaji" or "paycheck" or "stipend"
            => Word.Income,
        "fee" or "fees" or "penalty" or "charge" or "charges" or "overdraft" or "interest" => Word.Fees,
        "rent" or "housing" or "utilities" or "utility" or "groceries" or "grocery" or "food" or "insurance"
            or "takaful" or "transport" or "tax" or "taxes" or "telecom" or "kwsp" or "epf" or "socso" or "fuel"
            or "electricity" or "water" or "school" or "essential" => Word.Essential,
        "transfer" or "transfers" or "wire" or "duitnow" or "fpx" or "ach" or "sepa" or "giro" or "ibg" or "payee"
            or "instant" => Word.Transfer,
        _ => Word.None,
    };
}
