namespace OrleansRisk.Core.Credit;

/// <summary>
/// What comes in and goes out in a month, as the mean of the last complete months; money in minor units. Several
/// accounts of one currency add up, for each holds its own flows; money moved between them is in none of these.
/// </summary>
/// <param name="Income">Neither borrowed, moved nor refunded.</param>
/// <param name="Essential">Housing, utilities, food, insurance, transport and tax.</param>
/// <param name="Debt">Payments of loans, cards and instalments.</param>
/// <param name="Months">Complete months that it is the mean of, at most three; 0 where there is none yet.</param>
public readonly record struct MonthlyMeans(double Income, double Essential, double Debt, int Months)
{
    internal static MonthlyMeans Of(in CashFlow flow) => new(flow.Income, flow.Essential, flow.Debt, flow.Months);

    /// <summary>Of several accounts, added in the order they are given; as many months as the youngest has.</summary>
    public static MonthlyMeans Joined(IEnumerable<MonthlyMeans> accounts)
    {
        MonthlyMeans? joined = null;
        foreach (var each in accounts)
        {
            joined = joined is not { } sum ? each : new MonthlyMeans(
                sum.Income + each.Income, sum.Essential + each.Essential, sum.Debt + each.Debt,
                Math.Min(sum.Months, each.Months));
        }

        return joined ?? default;
    }
}
