using OrleansRisk.Contract.Credit;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Text;

namespace OrleansRisk.Api.Credit;

/// <summary>
/// Stated income and obligations beside what accounts show, each counted once, and what the lender's terms make of it.
/// </summary>
/// <param name="seen">A bit for each fact that any account shows, incomes first.</param>
/// <param name="today">The day that the accounts judged as of.</param>
internal sealed class CountedFacts(
    ApplicantFactsBody? facts, Currency currency, MonthlyMeans shown, uint seen, DateOnly today)
{
    private const int OldestDays = 184;
    private readonly IReadOnlyList<IncomeFactBody> _incomes = facts is null ? [] : FactsReader.Incomes(facts);
    private readonly IReadOnlyList<ObligationFactBody> _obligations =
        facts is null ? [] : FactsReader.Obligations(facts);

    /// <summary>What a kept assessment counted, from what it says; null where its figures were not kept.</summary>
    public static CountedFacts? Of(KeptAssessment kept, Currency currency)
    {
        if (kept.Figures is not { } figures)
        {
            return null;
        }

        var found = kept.English.FactsFinding;
        var words = (found?.Income ?? []).Concat(found?.Obligations ?? []).ToList();
        var seen = words.Select(static (word, place) => word == "seen" ? 1u << place : 0)
            .Aggregate(0u, static (all, each) => all | each);
        return new CountedFacts(
            kept.English.Facts, currency, MonthlyMeans.Joined(figures.Select(static each => each.ToMeans())), seen,
            kept.English.Accounts.Max(static each => each.Day));
    }

    /// <summary>Null where nothing was asked of a bureau.</summary>
    public string Elsewhere => facts?.Bureau is null ? "not_seen" : "from_bureau";

    /// <summary>What accounts show, and what was added.</summary>
    public MonthlyMeans Means => shown with
    {
        Income = shown.Income + Sum(_incomes, IncomeWord, "added", static fact => fact.Net),
        Debt = shown.Debt + Sum(_obligations, ObligationWord, "added", static fact => fact.Instalment),
    };

    /// <summary>Null where nothing was stated.</summary>
    public FactsFindingBody? Finding(long amount, long instalment)
    {
        if (facts is null)
        {
            return null;
        }

        var (means, atSource) = (Means, Sum(_obligations, ObligationWord, "at_source", static fact => fact.Instalment));
        var (debts, gross) = (means.Debt + atSource, Gross(means.Income));
        var net = Ratio(debts + instalment, means.Income + atSource);
        var ofGross = gross is { } income ? Ratio(debts + instalment, income) : null;
        return new FactsFindingBody
        {
            Income = [.. _incomes.Select((_, place) => IncomeWord(place))],
            Obligations = [.. _obligations.Select((_, place) => ObligationWord(place))],
            IncomeMonthly = Money(means.Income),
            GrossIncomeMonthly = gross is { } known ? Money(known) : null,
            DebtServiceMonthly = Money(debts),
            DebtServiceRatioNet = net,
            DebtServiceRatioGross = ofGross,
            Stressed = AssessmentShape.Word(Stressed(means, amount, instalment)),
            Terms = Terms(facts.Terms?.Ratio == "gross" ? ofGross : net, amount),
        };
    }

    private AffordabilityWord Stressed(in MonthlyMeans means, long amount, long instalment)
    {
        const int MonthsOfYear = 12, Percent = 100;
        var (less, points) = (
            facts!.Terms?.StressIncomePercent ?? FactsReader.IncomePercent,
            facts.Terms?.StressRatePoints ?? FactsReader.RatePoints);
        return Affordability.Of(
            means with { Income = means.Income * (Percent - less) / Percent },
            instalment + (amount * points / Percent / MonthsOfYear)).Word;
    }

    private string Terms(double? ratio, long amount)
    {
        var terms = facts!.Terms ?? new AffordabilityTermsBody();
        var rule = facts.Bureau is null ? terms.WithoutBureau ?? "refer" : "allow";
        var capped = rule == "cap" && amount > FactsReader.Minor(terms.Cap, currency);
        return rule == "refuse" || capped || ratio > (terms.RatioMax ?? FactsReader.RatioMax) ? "refuse"
            : rule == "refer" || ratio is null ? "refer"
            : "met";
    }

    /// <summary>Net income with the deductions that documents state; null where none states any.</summary>
    private double? Gross(double income)
    {
        var deducted = _incomes.Select((fact, place) => fact.Gross is null || IncomeWord(place) == "not_counted"
            ? (double?)null
            : FactsReader.Minor(fact.Gross, currency) - FactsReader.Minor(fact.Net, currency))
            .Where(static each => each is not null).ToList();
        return deducted.Count == 0 ? null : income + deducted.Sum();
    }

    private string IncomeWord(int place)
    {
        var fact = _incomes[place];
        var tells = fact.Source != FactsReader.Stated
            && today.DayNumber - fact.AsOf!.Value.DayNumber <= OldestDays;
        return !tells ? "not_counted" : IsSeen(place) ? "seen" : "added";
    }

    private string ObligationWord(int place) =>
        _obligations[place].AtSource ? "at_source" : IsSeen(_incomes.Count + place) ? "seen" : "added";

    private bool IsSeen(int place) => (seen & (1u << place)) != 0;

    private double Sum<T>(IReadOnlyList<T> facts, Func<int, string> word, string counted, Func<T, string?> money) =>
        facts.Select((fact, place) => word(place) == counted ? FactsReader.Minor(money(fact), currency) : 0L).Sum();

    private static double? Ratio(double debts, double income) => income >= 1 ? debts / income : null;

    private string Money(double minor) => MoneyText.Of((long)Math.Floor(minor + 0.5), currency);
}
