using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Twins;

/// <summary>What the second of two twins is, compared with the first.</summary>
internal enum Sense
{
    /// <summary>The second is worse: it may never score higher.</summary>
    Adverse,

    /// <summary>The second is better: it may never score lower.</summary>
    Favourable,

    /// <summary>The two are alike in all that may count: they score the same.</summary>
    Same,
}

/// <summary>One fact in which twins differ.</summary>
/// <param name="Change">
/// The second history, from the first; the same object if the fact does not suit the customer. Balances follow by
/// themselves.
/// </param>
internal sealed record Fact(string Name, Sense Sense, Func<Twin, IEnumerable<Movement>> Change);

/// <summary>A history without a twin yet: one customer's current account, its lines in order.</summary>
internal sealed record Twin(Household Household, Member Member, IReadOnlyList<Movement> Lines, ulong Draw)
{
    public IEnumerable<DateOnly> Months
    {
        get
        {
            for (var month = Household.First; month < Household.End; month = month.AddMonths(1))
            {
                yield return month;
            }
        }
    }
}
