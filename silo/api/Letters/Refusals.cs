using OrleansRisk.Api.Credit;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Letters;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Letters;

/// <summary>
/// What refuses a kept assessment by what the lender lends on, and the principal reasons of each way of refusal.
/// </summary>
internal sealed class Refusals
{
    public const string ByScore = "score", ByMeans = "affordability", ByTerms = "terms", ByData = "insufficient_data";

    private readonly CreditAssessmentBody _kept;
    private readonly KeptFigures? _figures;
    private readonly AffordabilityWord _worst;
    private readonly int? _least;

    public Refusals(KeptAssessment assessment, Currency currency, AffordabilityWord worst, int? least)
    {
        (_kept, Currency, _worst, _least) = (assessment.English, currency, worst, least);
        var deciding = _kept.Accounts.TakeWhile(static account => !account.Decides).Count();
        _figures = assessment.Figures is { } figures && deciding < figures.Count ? figures[deciding] : null;
        By = [.. Ways()];
    }

    /// <summary>Of the loan.</summary>
    public Currency Currency { get; }

    /// <summary>Words of the contract, the gravest way first; empty where nothing refuses.</summary>
    public IReadOnlyList<string> By { get; }

    /// <summary>Of the deciding account; null where they were not kept.</summary>
    public KeptBasis? Basis => _figures?.Basis;

    /// <summary>Nothing true can be said of why it is refused.</summary>
    public bool IsUnexplained => OfMeans.Count + OfScore.Count + OfUnknown.Count == 0;

    /// <summary>Whether the score would be reached without its reasons.</summary>
    public bool ScoreInFull => !By.Contains(ByScore) || WithoutAll() >= _least;

    /// <summary>What was not known when the score was worked out, where its reasons do not account for it.</summary>
    public IReadOnlyList<Refusal> OfUnknown =>
        !ScoreInFull && Basis is { Balances: false } ? [new Refusal(RefusalReason.BalancesUnknown)] : [];

    /// <summary>Principal reasons that are not the score's, of each the strictest limit.</summary>
    public IReadOnlyList<Refusal> OfMeans =>
        [.. By.SelectMany(way => way switch
        {
            ByData => Missing(),
            ByMeans => Means(),
            ByTerms => [.. Terms()],
            _ => [],
        }).GroupBy(static each => each.Reason).Select(static same => same.MinBy(static each => each.Limit))
            .Take(PrincipalReasons.Max)];

    /// <summary>Places of the score's principal reasons in the assessment's own list.</summary>
    public IReadOnlyList<int> OfScore
    {
        get
        {
            if (!By.Contains(ByScore) || _least is not { } least)
            {
                return [];
            }

            // Of an assessment from before its basis was kept the points are added; points of a reason are negative.
            var lost = _kept.Reasons.Select(static reason => -reason.Points).ToList();
            var without = Basis?.Without ?? [.. lost.Select(points => _kept.Score!.Value + points)];
            var first = Basis?.WithoutFirst
                ?? [.. lost.Select((_, place) => _kept.Score!.Value + lost.Take(place + 1).Sum())];
            return PrincipalReasons.Of(
                [.. without.Select(score => score >= least)], [.. first.Select(score => score >= least)]);
        }
    }

    public static string CodeOf(RefusalReason reason) => reason switch
    {
        RefusalReason.NoIncome => "affordability.no_income",
        RefusalReason.DebtsTooHigh => "affordability.debts_high",
        RefusalReason.NothingLeft => "affordability.nothing_left",
        RefusalReason.NoBureau => "terms.no_bureau",
        RefusalReason.AboveCap => "terms.above_cap",
        RefusalReason.MissingDays => "data.days",
        RefusalReason.MissingTransactions => "data.transactions",
        RefusalReason.MissingIncome => "data.income",
        RefusalReason.MissingNames => "data.names",
        RefusalReason.DebtsTooHighOfGross => "affordability.debts_high",
        RefusalReason.BalancesUnknown => "score.balances_unknown",
        _ => "data.means",
    };

    private int? WithoutAll() => Basis?.WithoutFirst is [.., var last]
        ? last : _kept.Score - _kept.Reasons.Sum(static reason => reason.Points);

    private IEnumerable<string> Ways()
    {
        var found = _kept.Affordability.Finding;
        var (data, score) = (_kept.Score is null, _kept.Score < _least);
        var means = found == AssessmentShape.Word(AffordabilityWord.Unaffordable)
            || (_worst == AffordabilityWord.Affordable && found == AssessmentShape.Word(AffordabilityWord.Strained));
        var terms = _kept.FactsFinding?.Terms == "refuse";
        var unknown = found == AssessmentShape.Word(AffordabilityWord.Unknown) && !(score || means || terms);
        return new[]
        {
            data || unknown ? ByData : null,
            // Without a score the data are too few, and what they say of means says nothing yet.
            means && !data ? ByMeans : null,
            terms ? ByTerms : null,
            score ? ByScore : null,
        }.OfType<string>();
    }

    private List<Refusal> Missing()
    {
        if (_kept.Score is not null)
        {
            return [new Refusal(RefusalReason.MeansUnknown)];
        }

        var (days, transactions) = (_figures?.NeedsDays ?? 0, _figures?.NeedsTransactions ?? 0);
        var names = _kept.Needs.Contains(AssessmentShape.NamesNeeded);
        var missing = new Refusal?[]
        {
            days > 0 ? new Refusal(RefusalReason.MissingDays, days) : null,
            transactions > 0 ? new Refusal(RefusalReason.MissingTransactions, transactions) : null,
            _kept.Needs.Contains("income") ? new Refusal(RefusalReason.MissingIncome) : null,
            names ? new Refusal(RefusalReason.MissingNames) : null,
        }.OfType<Refusal>().ToList();
        return missing.Count > 0 ? missing : [new Refusal(RefusalReason.MeansUnknown)];
    }

    private List<Refusal> Means()
    {
        const double Percent = 100;
        var means = _kept.Affordability;
        var (income, free) = (Minor(means.IncomeMonthly), Minor(means.FreeCashFlowAfter));
        if (means.DebtServiceRatioAfter is not { } after)
        {
            return [new Refusal(RefusalReason.NoIncome)];
        }

        var most = _worst == AffordabilityWord.Affordable
            ? Affordability.StrainedAbove : Affordability.UnaffordableAbove;
        var reasons = new List<Refusal>();
        if (after > most)
        {
            reasons.Add(new Refusal(RefusalReason.DebtsTooHigh, Percent * after, Percent * most));
        }

        if (free < 0)
        {
            reasons.Add(new Refusal(RefusalReason.NothingLeft, income - free, income));
        }

        return reasons;
    }

    private IEnumerable<Refusal> Terms()
    {
        const double Percent = 100;
        var (facts, found) = (_kept.Facts!, _kept.FactsFinding!);
        var rule = facts.Bureau is null ? facts.Terms?.WithoutBureau : null;
        var ratio = facts.Terms?.Ratio == "gross" ? found.DebtServiceRatioGross : found.DebtServiceRatioNet;
        var most = facts.Terms?.RatioMax ?? FactsReader.RatioMax;
        return new Refusal?[]
        {
            rule == "refuse" ? new Refusal(RefusalReason.NoBureau) : null,
            rule == "cap" && Minor(_kept.Loan.Amount) > Minor(facts.Terms!.Cap)
                ? new Refusal(RefusalReason.AboveCap, 0, Minor(facts.Terms.Cap)) : null,
            ratio > most ? new Refusal(
                facts.Terms?.Ratio == "gross" ? RefusalReason.DebtsTooHighOfGross : RefusalReason.DebtsTooHigh,
                Percent * ratio.Value, Percent * most) : null,
        }.OfType<Refusal>();
    }

    /// <summary>Of an assessment's own money, which may be below zero.</summary>
    private long Minor(string? text) => text is ['-', ..]
        ? -FactsReader.Minor(text[1..], Currency) : FactsReader.Minor(text, Currency);
}
