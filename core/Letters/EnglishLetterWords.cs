using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Letters;

internal sealed class EnglishLetterWords : LetterWords
{
    public override string Title => "About your application for a loan";

    public override string Reference => "Reference";

    public override string Date => "Date";

    public override string Refused => "We are sorry that we cannot lend you this.";

    public override string RestsOn => "What our decision rests on";

    public override string NotSeenTitle => "What we did not see";

    public override string OtherAccounts => "Accounts of yours that are not named above.";

    public override string NoBureau =>
        "Debts elsewhere that no account named above shows: no credit bureau was asked.";

    public override string WouldChange => "What would change the result, all else as it is";

    public override string Rights =>
        "If something in this letter is wrong, or if there is something that we should know, please write or call us "
        + "and give the reference. You may ask which of your data we used, have errors in it corrected, and have a "
        + "person look at the decision again. A source named above can correct its own data.";

    public override string AskedFor(string amount, string instalment, int months) =>
        $"You applied for a loan of {amount}, to be paid back by {instalment} a month for "
        + $"{months} month{(months == 1 ? "" : "s")}.";

    public override string Reasons(int count) => count == 1 ? "The principal reason" : "The principal reasons";

    public override string Score(int score, int least, IReadOnlyList<int> numbers, bool inFull) => (numbers.Count switch
    {
        0 => $"A score, which was worked out automatically, is {score} points of 1000.",
        1 => $"Reason {numbers[0]} lowers a score, which was worked out automatically, to {score} points of 1000.",
        _ => $"Reasons {Numbers(numbers, "and")} lower a score, which was worked out automatically, to {score} points "
            + "of 1000.",
    }) + $" We lend from {least} points on."
        + (inFull ? "" : " What is named here does not account for the whole difference.");

    public override string Account(string name, string from, string to, long transactions) =>
        $"Your account {name}: {transactions} transaction{(transactions == 1 ? "" : "s")} from {from} to {to}.";

    public override string Account(string name) => $"Your account {name}.";

    public override string NoBalances(string name) => $"Balances of the account {name}.";

    public override string Paper(string word, string day) => word switch
    {
        "payslip" => $"A pay slip of {day}.",
        "provident_fund" => $"A statement of your provident fund of {day}.",
        "tax" => $"A tax document of {day}.",
        "employer" => $"What your employer stated on {day}.",
        "bureau" => $"A debt that a credit bureau stated on {day}.",
        "statement" => $"A lender's statement of {day}.",
        _ => $"What you stated on {day}.",
    };

    public override string NotCounted(string paper, bool stated) => stated
        ? $"Income that no document shows, so it was not counted: {paper}"
        : $"Income whose document is too old, so it was not counted: {paper}";

    public override string Bureau(string name, string day) => $"A report of the credit bureau {name} of {day}.";

    public override string Of(in Refusal refusal, Currency currency) => refusal.Reason switch
    {
        RefusalReason.NoIncome => "No income was seen that could pay the instalment.",
        RefusalReason.DebtsTooHigh =>
            $"Debts and the instalment would take {Found(refusal.Value)} % of your net income; we lend up to "
            + $"{Limit(refusal.Limit)} %.",
        RefusalReason.DebtsTooHighOfGross =>
            $"Debts and the instalment would take {Found(refusal.Value)} % of your gross income; we lend up to "
            + $"{Limit(refusal.Limit)} %.",
        RefusalReason.BalancesUnknown =>
            "The score falls short, and balances of the account were not known when it was worked out.",
        RefusalReason.NothingLeft =>
            $"With the instalment {Money(refusal.Value, currency)} would go out a month, "
            + $"{Money(refusal.Value - refusal.Limit, currency)} more than your income of "
            + $"{Money(refusal.Limit, currency)}.",
        RefusalReason.NoBureau => "No credit bureau was asked, and we do not make this loan without one.",
        RefusalReason.AboveCap =>
            $"No credit bureau was asked, and without one we lend at most {Money(refusal.Limit, currency)}.",
        RefusalReason.MissingDays =>
            $"Transactions of too short a time are known: {Number(refusal.Value)} more "
            + $"{(refusal.Value == 1 ? "day is" : "days are")} needed.",
        RefusalReason.MissingTransactions =>
            $"Too few transactions are known: {Number(refusal.Value)} more "
            + $"{(refusal.Value == 1 ? "is" : "are")} needed.",
        RefusalReason.MissingIncome =>
            "No income was seen on the accounts named above.",
        RefusalReason.MissingNames =>
            "Most transactions show neither what they are for nor who was paid, so they do not show what you live on.",
        _ => "Too little is known of your income and spending to say whether you can pay the instalment.",
    };

    public override string LowerInstalment(string instalment) =>
        $"An instalment of at most {instalment} a month, for a smaller loan or a longer time.";

    public override string LowerAmount(string amount) => $"A loan of at most {amount}.";

    public override string ScoreAfter(IReadOnlyList<string> acts, int score) =>
        $"If {Joined(acts, "and")}, the score would be {score} points.";

    public override string? Act(ReasonCode code) => code switch
    {
        ReasonCode.PaymentsReturned => "no payment is returned for 90 days",
        ReasonCode.ReturnedInAYear => "no payment is returned for a year",
        ReasonCode.BalanceNegative => "the account is not overdrawn for 90 days",
        ReasonCode.BorrowingRecent or ReasonCode.LoansNew => "no new loan is taken up for four months",
        ReasonCode.PaydayLoans => "every loan until the next pay is paid off, and a year has passed without a new one",
        ReasonCode.GamblingHigh => "no money goes into gambling for three whole calendar months",
        ReasonCode.FeesHigh => "no account fees arise for three whole calendar months",
        _ => null,
    };
}
