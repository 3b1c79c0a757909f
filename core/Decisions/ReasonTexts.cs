using System.Globalization;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Decisions;

/// <summary>Sentences for reasons: a pure function of the reason, the account's currency and the language.</summary>
public static class ReasonTexts
{
    private static readonly (string Many, string One)[] Nouns =
    [
        ("payments", "payment"), ("returned payments", "returned payment"), ("times", "time"), ("days", "day"),
        ("lenders", "lender"),
    ];

    /// <summary>A sentence with the value and what is usual; without figures where the reason carries none.</summary>
    public static string For(
        in Reason reason, Currency currency, ReasonLanguage language = ReasonLanguage.English) =>
        For(reason, Value(reason, currency), Usual(reason, currency), language);

    /// <summary>The sentence with value and usual as they were written before, each null where there is none.</summary>
    public static string For(
        in Reason reason, string? value, string? usual, ReasonLanguage language = ReasonLanguage.English)
    {
        var (sentence, plain) = Words(reason.Code, language);
        return value is null && usual is null
            ? plain
            : string.Format(
                CultureInfo.InvariantCulture, Counted(sentence, value, usual, language), value ?? "", usual ?? "");
    }

    /// <summary>One payment, and not 1 payments; Malay has one form for both.</summary>
    private static string Counted(string sentence, string? value, string? usual, ReasonLanguage language)
    {
        foreach (var (many, one) in language == ReasonLanguage.English ? Nouns : [])
        {
            sentence = value == "1" ? One(sentence, "{0} ", many, one) : sentence;
            sentence = usual == "1" ? One(sentence, "{1} ", many, one) : sentence;
        }

        return sentence;
    }

    private static string One(string sentence, string place, string many, string one) =>
        sentence.Replace(place + many, place + one, StringComparison.Ordinal);

    /// <summary>
    /// The value as it stands in answers: money and shares with their decimals; null where there is none.
    /// </summary>
    public static string? Value(in Reason reason, Currency currency) =>
        double.IsNaN(reason.Value) ? null : Written(reason.Value, ReasonTable.Of(reason.Code).Unit, currency);

    /// <summary>What is usual, written like the value; null where there is none.</summary>
    public static string? Usual(in Reason reason, Currency currency) =>
        double.IsNaN(reason.Usual) ? null : Written(reason.Usual, ReasonTable.Of(reason.Code).UsualUnit, currency);

    private static (string Sentence, string Plain) Words(ReasonCode code, ReasonLanguage language)
    {
        var entry = ReasonTable.Of(code);
        return language == ReasonLanguage.Malay ? MalayReasons.Of(code) : (entry.Sentence, entry.Plain);
    }

    private static string Written(double value, ReasonUnit unit, Currency currency) => unit switch
    {
        ReasonUnit.Money => Money(value, currency.Decimals),
        ReasonUnit.Percent => Rounded(value, value is > -10 and < 10 and not 0 ? 1 : 0),
        ReasonUnit.Count => Rounded(value, Math.Floor(value) == value ? 0 : value is > 0 and < 0.05 ? 2 : 1),
        ReasonUnit.FadedCount => Rounded(Math.Ceiling(value), 0), // each counts for one at most
        ReasonUnit.Hour => Rounded(value, 0).PadLeft(2, '0') + ":00",
        _ => Rounded(value, 0),
    };

    private static string Money(double minor, int decimals) => FixedPoint.Text(Math.Round(minor), decimals);

    private static string Rounded(double value, int decimals) =>
        FixedPoint.Text(
            Math.Round(value * (decimals switch { 0 => 1, 1 => 10, _ => 100 }), MidpointRounding.AwayFromZero),
            decimals);
}
