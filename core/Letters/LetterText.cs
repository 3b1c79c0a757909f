using System.Globalization;
using System.Text;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Letters;

/// <summary>A letter as plain text: a pure function of its content and the language.</summary>
public static class LetterText
{
    private const int Width = 78;

    public static string Of(LetterContent content, ReasonLanguage language)
    {
        var words = LetterWords.In(language);
        var text = new StringBuilder();
        Paragraph(text, words.Title);
        Line(text, string.Create(CultureInfo.InvariantCulture, $"{words.Reference}: {content.Reference}"));
        Paragraph(text, $"{words.Date}: {Day(content.Day)}");
        Paragraph(text, words.AskedFor(
            Money(content.Loan.Amount, content.Loan.Currency), Money(content.Loan.Instalment, content.Loan.Currency),
            content.Loan.Months));
        Paragraph(text, words.Refused);
        Numbered(text, words.Reasons(content.Reasons.Count), content.Reasons);
        if (content.Score is var (score, least))
        {
            Paragraph(text, words.Score(score, least, content.ScoreReasons, content.ScoreInFull));
        }

        Listed(text, words.RestsOn, RestsOn(content, words));
        Listed(text, words.NotSeenTitle, NotSeen(content, words));
        if (content.Acts.Count > 0)
        {
            Listed(text, words.WouldChange, content.Acts);
        }

        Paragraph(text, words.Rights);
        Line(text, content.Lender);
        foreach (var line in content.Contact.Split('\n'))
        {
            Line(text, line.Trim());
        }

        return text.ToString();
    }

    /// <summary>Money with its currency, as sentences of letters have it.</summary>
    public static string Money(long minor, Currency currency) => $"{currency.Code} {MoneyText.Of(minor, currency)}";

    private static IEnumerable<string> RestsOn(LetterContent content, LetterWords words)
    {
        foreach (var account in content.Accounts)
        {
            yield return account.Period is var (from, to, transactions)
                ? words.Account(account.Name, Day(from), Day(to), transactions)
                : words.Account(account.Name);
        }

        foreach (var (word, day) in content.Papers)
        {
            yield return words.Paper(word, Day(day));
        }

        if (content.Bureau is var (bureau, of))
        {
            yield return words.Bureau(bureau, Day(of));
        }
    }

    private static IEnumerable<string> NotSeen(LetterContent content, LetterWords words)
    {
        yield return words.OtherAccounts;
        if (content.Bureau is null)
        {
            yield return words.NoBureau;
        }

        foreach (var account in content.Accounts.Where(static each => each is { Balances: false, Period: not null }))
        {
            yield return words.NoBalances(account.Name);
        }

        foreach (var (word, day) in content.NotCounted)
        {
            yield return words.NotCounted(words.Paper(word, Day(day)), word == "stated");
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Listed(StringBuilder text, string title, IEnumerable<string> lines)
    {
        Line(text, title);
        foreach (var line in lines)
        {
            Wrapped(text, "- ", line);
        }

        text.Append('\n');
    }

    private static void Numbered(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        Line(text, title);
        for (var i = 0; i < lines.Count; i++)
        {
            Wrapped(text, string.Create(CultureInfo.InvariantCulture, $"{i + 1}. "), lines[i]);
        }

        text.Append('\n');
    }

    private static void Paragraph(StringBuilder text, string paragraph)
    {
        Wrapped(text, "", paragraph);
        text.Append('\n');
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    /// <summary>Broken between words; what follows a mark stands under its first word.</summary>
    private static void Wrapped(StringBuilder text, string mark, string sentence)
    {
        text.Append(mark);
        var column = mark.Length;
        foreach (var word in sentence.Split(' '))
        {
            if (column > mark.Length && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', mark.Length);
                column = mark.Length;
            }
            else if (column > mark.Length)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        text.Append('\n');
    }
}
