using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Credit;

/// <summary>Loans of a quarter: how many count, and how many are too young or still running.</summary>
internal sealed record Vintage(string Quarter, int Loans, int Counted, int Bad, int Running);

/// <summary>Which loans count by their time, and which of them a card is judged on.</summary>
internal static class LoanTimes
{
    private const int TestBadMin = 10;
    private const int TrainBadMin = 20;
    private const double TestShare = 0.25;

    /// <summary>
    /// Of known outcome, and mature where a maturity is chosen: then whole ages count or do not, for of young loans the
    /// bad ones are known first. A loan that runs past its maturity is good; one that runs is not.
    /// </summary>
    public static List<Loan> Counted(IReadOnlyList<Loan> loans, CreditChoices choices)
    {
        if (choices.MaturityMonths is not { } months)
        {
            return [.. loans.Where(static loan => loan.Bad is not null)];
        }

        return [.. loans.Where(static loan => loan.Bad is not null || loan.Running)
            .Where(loan => DayOf(loan).AddMonths(months) <= Observed(loan, choices))
            .Select(static loan => loan with { Bad = loan.Bad == true })];
    }

    public static IEnumerable<Vintage> Vintages(IReadOnlyList<Loan> loans, IReadOnlyList<Loan> counted)
    {
        var ids = counted.ToDictionary(static loan => loan.Id, static loan => loan.Bad == true, StringComparer.Ordinal);
        return loans.Where(static loan => loan.Bad is not null || loan.Running)
            .GroupBy(static loan => $"{DayOf(loan).Year} Q{(DayOf(loan).Month + 2) / 3}")
            .OrderBy(static quarter => quarter.Key, StringComparer.Ordinal)
            .Select(quarter => new Vintage(
                quarter.Key, quarter.Count(), quarter.Count(loan => ids.ContainsKey(loan.Id)),
                quarter.Count(loan => ids.GetValueOrDefault(loan.Id)),
                quarter.Count(loan => loan.Running && !ids.ContainsKey(loan.Id))));
    }

    /// <summary>
    /// The day from which on loans judge a card that was fitted on earlier ones; null where either side has too few bad
    /// loans for that.
    /// </summary>
    public static int? TestFrom(IReadOnlyList<Loan> counted, CreditChoices choices)
    {
        var days = counted.Select(static loan => loan.Day).Order().ToList();
        var from = choices.TestFrom is { } stated ? LoanFiles.DayOf(stated)
            : days.Count == 0 ? 0 : days[(int)((1 - TestShare) * days.Count)];
        var (train, test) = (counted.Where(loan => loan.Day < from).ToList(),
            counted.Where(loan => loan.Day >= from).ToList());
        return Both(train, TrainBadMin) && Both(test, TestBadMin) ? from
            : choices.TestFrom is null ? null
            : throw new InputException(
                $"From {choices.TestFrom:yyyy-MM-dd} on there are not {TestBadMin} bad loans and as many good ones, "
                + $"or before not {TrainBadMin}.");
    }

    public static DateOnly DayOf(Loan loan) => DateOnly.FromDayNumber(loan.Day + LoanFiles.UnixEpoch);

    private static bool Both(List<Loan> loans, int least) =>
        loans.Count(static loan => loan.Bad == true) >= least && loans.Count(static loan => loan.Bad == false) >= least;

    private static DateOnly Observed(Loan loan, CreditChoices choices) => loan.ObservedTo is { } day
        ? DateOnly.FromDayNumber(day + LoanFiles.UnixEpoch)
        : choices.ObservedTo ?? throw new InputException(
            $"A maturity was chosen, and nothing says when loan {loan.Id} was last looked at: observed_to is missing.");
}
