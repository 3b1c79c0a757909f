using OrleansRisk.Api.Credit;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Letters;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Text;

namespace OrleansRisk.Api.Letters;

/// <summary>A letter about a kept assessment, in either language.</summary>
/// <param name="now">By the tenant's clock, whose day the letter bears.</param>
internal sealed class LetterShape(
    KeptAssessment assessment, CreditLetterRequest request, Refusals refusals, LetterChanges changes,
    DateTimeOffset now)
{
    private readonly Currency _currency = refusals.Currency;

    public CreditLetterBody In(ReasonLanguage language)
    {
        var kept = language == ReasonLanguage.Malay ? assessment.Malay : assessment.English;
        var (reasons, acts) = (Reasons(kept, language), changes.In(language));
        var content = new LetterContent(
            kept.Assessment, DateOnly.FromDateTime(now.DateTime), request.Lender!, request.Contact!, Loan(kept),
            [.. kept.Accounts.Select(Account)])
        {
            Reasons = [.. reasons.Select(static reason => reason.Text)],
            Score = refusals.By.Contains(Refusals.ByScore) ? (kept.Score!.Value, request.ScoreMin!.Value) : null,
            ScoreReasons = [.. Enumerable.Range(1, reasons.Count)
                .Where(number => kept.Reasons.Any(each => each.Code == reasons[number - 1].Code))],
            ScoreInFull = refusals.ScoreInFull,
            Papers = [.. Papers(kept)],
            NotCounted = [.. Incomes(kept, counted: false).Distinct()],
            Bureau = kept.Facts?.Bureau is { Source: { } name, AsOf: { } day } ? (name, day) : null,
            Acts = [.. acts.Select(static act => act.Text)],
        };
        return new CreditLetterBody
        {
            Assessment = kept.Assessment,
            AssessedAt = kept.CreatedAt,
            CreatedAt = now.ToUniversalTime(),
            Language = kept.Letter.Language,
            RefusedBy = refusals.By,
            Reasons = reasons,
            Changes = acts,
            Text = LetterText.Of(content, language),
        };
    }

    /// <summary>Those of means, terms and data first: each refuses by itself. Then the score's, one at least.</summary>
    private List<LetterReasonBody> Reasons(CreditAssessmentBody kept, ReasonLanguage language)
    {
        var ofScore = refusals.OfScore
            .Select(place => new LetterReasonBody(kept.Reasons[place].Code, kept.Letter.Reasons[place]))
            .Concat(refusals.OfUnknown.Select(each => Reason(each, language))).ToList();
        var others = PrincipalReasons.Max - Math.Min(ofScore.Count, 1);
        return [.. refusals.OfMeans.Take(others).Select(each => Reason(each, language)).Concat(ofScore)
            .Take(PrincipalReasons.Max)];
    }

    private LetterReasonBody Reason(in Refusal refusal, ReasonLanguage language) =>
        new(Refusals.CodeOf(refusal.Reason), LetterWords.In(language).Of(refusal, _currency));

    private LetterLoan Loan(CreditAssessmentBody kept) => new(
        _currency, FactsReader.Minor(kept.Loan.Amount, _currency), FactsReader.Minor(kept.Loan.Instalment, _currency),
        kept.Loan.Months);

    private LetterAccount Account(AssessedAccountBody account, int place)
    {
        var basis = assessment.Figures is { } figures && place < figures.Count ? figures[place].Basis : null;
        return basis is { OldestDay: > 0 }
            ? new LetterAccount(
                account.Account,
                (DateText.ToDate(basis.OldestDay), DateText.ToDate(basis.NewestDay), basis.Transactions),
                basis.Balances)
            : new LetterAccount(account.Account, null, Balances: false);
    }

    private static IEnumerable<(string Word, DateOnly Day)> Papers(CreditAssessmentBody kept) => kept.Facts is null
        ? []
        : Incomes(kept, counted: true)
            .Concat(FactsReader.Obligations(kept.Facts).Select(static fact => (fact.Source!, fact.AsOf!.Value)))
            .Distinct();

    private static IEnumerable<(string Word, DateOnly Day)> Incomes(CreditAssessmentBody kept, bool counted) =>
        kept.Facts is null
            ? []
            : FactsReader.Incomes(kept.Facts)
                .Where((_, place) => counted != (kept.FactsFinding?.Income[place] == "not_counted"))
                .Select(static fact => (fact.Source!, fact.AsOf!.Value));
}
