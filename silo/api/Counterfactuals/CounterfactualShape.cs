using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Contract.Counterfactuals;
using OrleansRisk.Core.Counterfactuals;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Counterfactuals;

/// <summary>A counterfactual as the contract says it.</summary>
internal static class CounterfactualShape
{
    public static CounterfactualBody Of(string id, CounterfactualAnswer answer, ReasonLanguage language) => new()
    {
        Of = id,
        Result = Word(answer.Word),
        Score = answer.Score,
        Outcome = Word(answer.Outcome),
        Change = answer.Change is { } change
            ? Of(change, Currency.FromNumber(answer.CurrencyNumber), language) : null,
    };

    private static ChangeBody Of(Counterfactual change, Currency currency, ReasonLanguage language)
    {
        var (value, instead) = (Text(change.Feature, change.From, currency), Text(change.Feature, change.To, currency));
        var name = AssessmentTexts.NameOf(change.Feature, language);
        var outcome = Word(change.Outcome);
        return new ChangeBody
        {
            Feature = FeatureCatalogue.NameOf(change.Feature),
            Text = language == ReasonLanguage.Malay
                ? $"{name}: {instead} dan bukan {value} akan memberi {outcome ?? "skor itu"}"
                : $"{name}: {instead} in place of {value} would give {outcome ?? "that score"}",
            Value = value,
            Instead = instead,
            Distance = change.Distance,
            Score = change.Score,
            Outcome = outcome,
        };
    }

    private static string Text(FeatureNumber feature, double value, Currency currency) =>
        AssessmentTexts.Written(feature, value, currency) ?? "";

    private static string? Word(Outcome outcome) => outcome == Outcome.None ? null : Names.Of(outcome);

    private static string Word(CounterfactualWord word) => word switch
    {
        CounterfactualWord.Found => "found",
        CounterfactualWord.AlreadyThere => "already_there",
        CounterfactualWord.NoOutcome => "no_outcome",
        CounterfactualWord.NotCalibrated => "not_calibrated",
        CounterfactualWord.NotReproduced => "not_reproduced",
        _ => "out_of_reach",
    };
}
