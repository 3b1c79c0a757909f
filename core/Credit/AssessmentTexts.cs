using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// Sentences for the reasons of a credit assessment, specific enough for a letter: what was seen, with its figure, and
/// what would have cost nothing. None says merely that a score was not reached.
/// </summary>
public static class AssessmentTexts
{
    public static string For(in AssessmentReason reason, Currency currency, ReasonLanguage language)
    {
        if (reason.Code != ReasonCode.None)
        {
            return ReasonTexts.For(Known(reason), currency, language);
        }

        var name = NameOf(reason.Feature, language);
        var (value, usual) = (Value(reason, currency), Usual(reason, currency));
        var higher = reason.Value > reason.Usual;
        return (language, value) switch
        {
            (ReasonLanguage.Malay, null) => $"{name}: tidak diketahui",
            (ReasonLanguage.Malay, _) =>
                $"{name}: {value}, lebih {(higher ? "tinggi" : "rendah")} daripada {usual} yang tidak menolak mata",
            (_, null) => $"{name}: not known",
            _ => $"{name}: {value}, {(higher ? "higher" : "lower")} than the {usual} that costs no points",
        };
    }

    /// <summary>As it stands in a letter: a sentence of its own.</summary>
    public static string Sentence(in AssessmentReason reason, Currency currency, ReasonLanguage language)
    {
        var text = For(reason, currency, language);
        return string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1), ".");
    }

    /// <summary>Null where it is not known.</summary>
    public static string? Value(in AssessmentReason reason, Currency currency) => reason.Code != ReasonCode.None
        ? ReasonTexts.Value(Known(reason), currency)
        : Written(reason.Feature, reason.Value, currency);

    public static string? Usual(in AssessmentReason reason, Currency currency) => reason.Code != ReasonCode.None
        ? ReasonTexts.Usual(Known(reason), currency)
        : Written(reason.Feature, reason.Usual, currency);

    /// <summary>What a credit feature, or the amount of a transaction, is called.</summary>
    public static string NameOf(FeatureNumber feature, ReasonLanguage language) =>
        language == ReasonLanguage.Malay ? MalayFeatureWords.Of(feature) : FeatureWords.Of(feature);

    /// <summary>A credit feature's value for people; null where it is not known.</summary>
    public static string? Written(FeatureNumber feature, double value, Currency currency) => !double.IsFinite(value)
        ? null
        : feature switch
        {
            // These two are kept as logarithms; nobody reads one.
            FeatureNumber.IncomeLevel => Money(Exponential.Expm1(value), currency),
            FeatureNumber.Tenure => Rounded(Exponential.Expm1(value), 0),
            _ => FeatureCatalogue.Of(feature).Unit switch
            {
                FeatureUnit.Money => Money(value, currency),
                FeatureUnit.Share => Rounded(value * 100, 1) + " %",
                FeatureUnit.Count or FeatureUnit.Days => Rounded(value, Math.Floor(value) == value ? 0 : 1),
                _ => Rounded(value, 2),
            },
        };

    private static Reason Known(in AssessmentReason reason) => new()
    {
        Code = reason.Code,
        Value = reason.Value,
        Usual = reason.Usual,
        Points = (short)reason.Points,
    };

    private static string Money(double minor, Currency currency) =>
        FixedPoint.Text(Math.Round(minor), currency.Decimals);

    private static string Rounded(double value, int decimals)
    {
        var scale = decimals switch { 0 => 1, 1 => 10, _ => 100 };
        return FixedPoint.Text(Math.Round(value * scale, MidpointRounding.AwayFromZero), decimals);
    }
}
