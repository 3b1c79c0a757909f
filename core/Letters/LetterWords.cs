using System.Globalization;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Letters;

/// <summary>Sentences of letters in one language.</summary>
public abstract class LetterWords
{
    private static readonly LetterWords English = new EnglishLetterWords(), Malay = new MalayLetterWords();

    public abstract string Title { get; }

    public abstract string Reference { get; }

    public abstract string Date { get; }

    public abstract string Refused { get; }

    public abstract string RestsOn { get; }

    public abstract string NotSeenTitle { get; }

    public abstract string OtherAccounts { get; }

    public abstract string NoBureau { get; }

    public abstract string WouldChange { get; }

    public abstract string Rights { get; }

    public static LetterWords In(ReasonLanguage language) => language == ReasonLanguage.Malay ? Malay : English;

    public abstract string AskedFor(string amount, string instalment, int months);

    public abstract string Reasons(int count);

    /// <param name="numbers">Of the reasons that are the score's, as they stand in the letter.</param>
    /// <param name="inFull">Whether the score would be reached without them.</param>
    public abstract string Score(int score, int least, IReadOnlyList<int> numbers, bool inFull);

    public abstract string Account(string name, string from, string to, long transactions);

    public abstract string Account(string name);

    public abstract string NoBalances(string name);

    /// <param name="word">Of the contract: <c>payslip</c>, <c>tax</c> and the like.</param>
    public abstract string Paper(string word, string day);

    /// <summary>An income that did not count: stated alone, or of a paper that is too old.</summary>
    public abstract string NotCounted(string paper, bool stated);

    public abstract string Bureau(string name, string day);

    /// <summary>A refusal that is not by the score.</summary>
    public abstract string Of(in Refusal refusal, Currency currency);

    /// <summary>With so much less a month the loan would be borne.</summary>
    public abstract string LowerInstalment(string instalment);

    /// <summary>With so much less the loan would be within what is lent without a bureau.</summary>
    public abstract string LowerAmount(string amount);

    /// <summary>What has to be left be, and the score that follows.</summary>
    public abstract string ScoreAfter(IReadOnlyList<string> acts, int score);

    /// <summary>What the applicant leaves be: after "if"; null where the reason is nothing to be left.</summary>
    public abstract string? Act(ReasonCode code);

    /// <summary>A share above its limit, rounded up: never shown as one that is within it.</summary>
    protected static string Found(double percent) =>
        (Math.Ceiling(Math.Round(percent * 10, 6)) / 10).ToString(CultureInfo.InvariantCulture);

    /// <summary>As the lender states it.</summary>
    protected static string Limit(double percent) =>
        Math.Round(percent, 6).ToString(CultureInfo.InvariantCulture);

    protected static string Numbers(IReadOnlyList<int> numbers, string and) => Joined(
        [.. numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture))], and);

    protected static string Money(double minor, Currency currency) =>
        LetterText.Money((long)Math.Round(minor), currency);

    protected static string Number(double count) => count.ToString("0", CultureInfo.InvariantCulture);

    protected static string Joined(IReadOnlyList<string> parts, string and) => parts.Count < 2
        ? string.Concat(parts)
        : $"{string.Join(", ", parts.Take(parts.Count - 1))} {and} {parts[^1]}";
}
