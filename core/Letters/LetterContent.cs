using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Letters;

/// <summary>
/// All that a letter says of one refusal. Nothing of it comes from the anomaly score: who is suspected of something is
/// never told so by a letter about a loan.
/// </summary>
/// <param name="Reference">The assessment, for questions.</param>
/// <param name="Day">When the letter was made.</param>
/// <param name="Lender">As the lender signs.</param>
/// <param name="Contact">Where the applicant turns to, as the lender states it.</param>
public sealed record LetterContent(
    string Reference, DateOnly Day, string Lender, string Contact, LetterLoan Loan,
    IReadOnlyList<LetterAccount> Accounts)
{
    /// <summary>Whole sentences, gravest first, at most four.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Points, and how many the lender asks for; null where they refused nothing.</summary>
    public (int Score, int Least)? Score { get; init; }

    /// <summary>Numbers of the reasons that are the score's.</summary>
    public IReadOnlyList<int> ScoreReasons { get; init; } = [];

    /// <summary>Whether the score would be reached without them.</summary>
    public bool ScoreInFull { get; init; } = true;

    /// <summary>Papers of incomes that were not counted.</summary>
    public IReadOnlyList<(string Word, DateOnly Day)> NotCounted { get; init; } = [];

    /// <summary>Papers that were counted, by the word of the contract for each, with its day.</summary>
    public IReadOnlyList<(string Word, DateOnly Day)> Papers { get; init; } = [];

    /// <summary>The credit bureau that was asked, with the day of its report; null where none was.</summary>
    public (string Name, DateOnly Day)? Bureau { get; init; }

    /// <summary>What would change the result, as whole sentences.</summary>
    public IReadOnlyList<string> Acts { get; init; } = [];
}

/// <summary>The loan that was applied for.</summary>
/// <param name="Amount">Minor units, as the instalment is, which is a month's.</param>
public readonly record struct LetterLoan(Currency Currency, long Amount, long Instalment, int Months);

/// <summary>An account whose transactions were counted.</summary>
/// <param name="Name">The lender's own id of it.</param>
/// <param name="Period">Days of its first and last transaction, and how many there are; null where not known.</param>
/// <param name="Balances">Whether any balance is known.</param>
public readonly record struct LetterAccount(
    string Name, (DateOnly From, DateOnly To, long Transactions)? Period, bool Balances);
