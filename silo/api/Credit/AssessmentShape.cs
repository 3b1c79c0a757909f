using System.Globalization;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Events.Text;

namespace OrleansRisk.Api.Credit;

/// <summary>What the accounts answered, as the contract says it, in either language.</summary>
internal sealed class AssessmentShape(
    string id, DateTimeOffset at, string? customer, StatedLoan stated,
    IReadOnlyList<(AccountKey Key, CreditAnswer Answer)> answers)
{
    /// <summary>Said where lines show neither what they are for nor whom they are with.</summary>
    public const string NamesNeeded = "categories or names";

    private readonly Currency _currency = Currency.FromNumber(stated.Query.CurrencyNumber);
    private readonly int _weakest = WeakestAccount.Of([.. answers.Select(static each => each.Answer.Assessed)]);

    public KeptAssessment Kept() => new(
        In(ReasonLanguage.English), In(ReasonLanguage.Malay),
        [.. answers.Select(static each => KeptFigures.Of(each.Answer.Assessed, each.Answer.Basis))]);

    private CreditAssessmentBody In(ReasonLanguage language)
    {
        var (loan, deciding, counted) = (stated.Query, answers[_weakest].Answer.Assessed, Counted());
        return new CreditAssessmentBody
        {
            Assessment = id,
            CreatedAt = at,
            Customer = customer,
            Loan = new LoanBody(_currency.Code, Money(loan.Amount), Money(loan.Instalment), loan.Months),
            AsOf = loan.AsOf == 0 ? null : DateText.ToDate(loan.AsOf),
            State = Word(deciding.State),
            Pd = deciding.Probability,
            Score = deciding.Score,
            ScoreRange = Body(deciding.Range),
            HigherIs = "safer",
            Needs =
            [
                .. ScoreWriter.Needs(deciding.NeedsDays, deciding.NeedsTransactions, deciding.NeedsIncome),
                .. deciding.NeedsNames ? [NamesNeeded] : Array.Empty<string>(),
            ],
            Reasons = [.. deciding.Reasons.Select(reason => Body(reason, language))],
            Affordability = Body(Affordability.Of(counted.Means, loan.Instalment)),
            ObligationsElsewhere = counted.Elsewhere,
            Facts = stated.Facts,
            FactsFinding = counted.Finding(loan.Amount, loan.Instalment),
            Letter = Letter(deciding, language),
            Rule = "weakest_account",
            Accounts = [.. answers.Select(Account)],
        };
    }

    private CountedFacts Counted() => new(
        stated.Facts, _currency, MonthlyMeans.Joined(answers.Select(static each => each.Answer.Assessed.Means)),
        answers.Aggregate(0u, static (seen, each) => seen | each.Answer.Assessed.Seen),
        DateText.ToDate(answers.Max(static each => each.Answer.Day)));

    private LetterBody Letter(CreditAssessment deciding, ReasonLanguage language)
    {
        var malay = language == ReasonLanguage.Malay;
        return new LetterBody(
            malay ? "ms" : "en",
            [.. deciding.Reasons.Select(reason => AssessmentTexts.Sentence(reason, _currency, language))])
        {
            Notes = stated.Facts?.Bureau is not null ? null
                : malay ? ["Tiada biro kredit yang ditanya, jadi hutang di tempat lain tidak dilihat."]
                : ["No credit bureau was asked, so debts elsewhere were not seen."],
        };
    }

    private AssessedAccountBody Account((AccountKey Key, CreditAnswer Answer) each, int place)
    {
        var answer = each.Answer;
        return new AssessedAccountBody
        {
            AccountId = Ids.Account(each.Key.ToString()),
            Account = answer.Account,
            Decides = place == _weakest,
            State = Word(answer.Assessed.State),
            Pd = answer.Assessed.Probability,
            Score = answer.Assessed.Score,
            ScoreRange = Body(answer.Assessed.Range),
            Day = DateText.ToDate(answer.Day),
            Sequence = answer.Sequence,
            StateHash = answer.StateHash.ToString("x16", CultureInfo.InvariantCulture),
            ScoringVersion = answer.ScoringVersion,
            Holders = answer.Holders == 0 ? null : answer.Holders,
            CreditModel = answer.CreditModelHash,
            ModelDeployment = answer.ModelDeployment,
        };
    }

    private static ScoreRangeBody? Body(ScoreRange? range) => range is var (low, high) ? new(low, high) : null;

    private ReasonBody Body(AssessmentReason reason, ReasonLanguage language) => new()
    {
        Code = reason.Name,
        Text = AssessmentTexts.For(reason, _currency, language),
        Value = AssessmentTexts.Value(reason, _currency),
        Usual = AssessmentTexts.Usual(reason, _currency),
        Points = (int)Math.Round(reason.Points),
    };

    private AffordabilityBody Body(Affordability means) => new()
    {
        IncomeMonthly = Money(means.Income),
        EssentialOutflowMonthly = Money(means.Essential),
        DebtServiceMonthly = Money(means.Debt),
        OtherOutflowMonthly = means.Other == 0 ? null : Money(means.Other),
        DebtServiceRatio = means.DebtBefore,
        DebtServiceRatioAfter = means.DebtAfter,
        FreeCashFlowAfter = Money(means.FreeAfter),
        Months = means.Months,
        Finding = Word(means.Word),
    };

    public static string Word(AffordabilityWord word) => word switch
    {
        AffordabilityWord.Affordable => "affordable",
        AffordabilityWord.Strained => "strained",
        AffordabilityWord.Unaffordable => "unaffordable",
        _ => "unknown",
    };

    private string Money(long minor) => MoneyText.Of(minor, _currency);

    private static string Word(CreditState state) => state switch
    {
        CreditState.Calibrated => "calibrated",
        CreditState.Uncalibrated => "not_calibrated",
        CreditState.InsufficientData => "insufficient_data",
        _ => "insufficient_history",
    };
}
