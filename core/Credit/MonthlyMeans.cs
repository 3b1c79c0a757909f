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
    /// <summary>
    /// What goes out otherwise and is not own money moved: all spending is spending. From scoring version 4; 0 before.
    /// </summary>
    public double Other { get; init; }

    /// <summary>What comes in and is not known to be earned. From scoring version 4; 0 before.</summary>
    public double Unearned { get; init; }

    internal static MonthlyMeans Of(in CashFlow flow, bool kinds) =>
        new(flow.Income, flow.Essential, flow.Debt, flow.Months)
        {
            Other = kinds ? Math.Max(0, flow.Outflow - flow.Essential - flow.Debt) : 0,
            Unearned = flow.Unearned,
        };

    /// <summary>Of several accounts, added in the order they are given; as many months as the youngest has.</summary>
    public static MonthlyMeans Joined(IEnumerable<MonthlyMeans> accounts)
    {
        MonthlyMeans? joined = null;
        foreach (var each in accounts)
        {
            joined = joined is not { } sum ? each : new MonthlyMeans(
                sum.Income + each.Income, sum.Essential + each.Essential, sum.Debt + each.Debt,
                Math.Min(sum.Months, each.Months))
            {
                Other = sum.Other + each.Other,
                Unearned = sum.Unearned + each.Unearned,
            };
        }

        return joined ?? default;
    }
}
