using System.Globalization;
using OrleansRisk.Api.Credit;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Letters;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Letters;

/// <summary>
/// What the applicant can do that changes the result: named only if, judged again with it, the whole loan is no longer
/// refused. Nothing is asked of him that is not his: neither to earn more nor to be older or another.
/// </summary>
internal sealed class LetterChanges(
    KeptAssessment assessment, Refusals refusals, Currency currency, AffordabilityWord worst, int? least)
{
    private readonly CreditAssessmentBody _kept = assessment.English;
    private readonly CountedFacts? _counted = CountedFacts.Of(assessment, currency);

    public IReadOnlyList<LetterChangeBody> In(ReasonLanguage language)
    {
        var words = LetterWords.In(language);
        return [.. new[] { Instalment(words), Amount(words), Score(words) }.OfType<LetterChangeBody>()];
    }

    /// <summary>A lower instalment mends means and ratios, and nothing else.</summary>
    private LetterChangeBody? Instalment(LetterWords words)
    {
        var asked = FactsReader.Minor(_kept.Loan.Instalment, currency);
        return _counted is { } counted && refusals.By.All(Mends)
            && BearableInstalment.Of(asked, Step(), instalment => Bears(counted, instalment)) is { } borne
            ? new LetterChangeBody(
                "instalment", MoneyText.Of(borne, currency), words.LowerInstalment(LetterText.Money(borne, currency)))
            : null;
    }

    /// <summary>Within the cap, with the same instalment.</summary>
    private LetterChangeBody? Amount(LetterWords words)
    {
        var cap = FactsReader.Minor(_kept.Facts?.Terms?.Cap, currency);
        return refusals is { By: [Refusals.ByTerms], OfMeans: [{ Reason: RefusalReason.AboveCap }] }
            ? new LetterChangeBody(
                "amount", MoneyText.Of(cap, currency), words.LowerAmount(LetterText.Money(cap, currency)))
            : null;
    }

    /// <summary>Only if it reaches the score, as every other account does, and only the score refuses.</summary>
    private LetterChangeBody? Score(LetterWords words)
    {
        if (refusals is not { By: [Refusals.ByScore], Basis: { Acts: > 0 } basis } || basis.AfterActs < least
            || _kept.Accounts.Any(account => !account.Decides && account.Score < least))
        {
            return null;
        }

        var acts = _kept.Reasons.Where((_, place) => (basis.Acts & (1u << place)) != 0)
            .Select(reason => words.Act(CodeOf(reason.Code))).OfType<string>().Distinct().ToList();
        return new LetterChangeBody(
            "score", basis.AfterActs.ToString(CultureInfo.InvariantCulture),
            words.ScoreAfter(acts, basis.AfterActs));
    }

    private static ReasonCode CodeOf(string name) =>
        ReasonTable.All.FirstOrDefault(entry => entry.Name == name)?.Code ?? ReasonCode.None;

    private static bool Mends(string way) => way is Refusals.ByMeans or Refusals.ByTerms;

    private bool Bears(CountedFacts counted, long instalment)
    {
        var found = Affordability.Of(counted.Means, instalment).Word;
        var amount = FactsReader.Minor(_kept.Loan.Amount, currency);
        return found != AffordabilityWord.Unknown && found <= worst
            && counted.Finding(amount, instalment)?.Terms != "refuse";
    }

    /// <summary>Whole units of the currency.</summary>
    private long Step()
    {
        var step = 1L;
        for (var i = 0; i < currency.Decimals; i++)
        {
            step *= 10;
        }

        return step;
    }
}
