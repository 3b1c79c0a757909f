using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants.Categories;
using OrleansRisk.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Tenants.Tests.Categories;

/// <summary>
/// The Malaysian pack on the lender's sample, told names and directions and not the category. The sample is invented:
/// only its schemes and its everyday words are real, so this shows that the pack reads such words, and not how well it
/// reads a lender's.
/// </summary>
public sealed class LenderAccuracyTests(ITestOutputHelper output)
{
    private static readonly CategoryRules My = new(1, "my", [], 0);

    [Fact]
    public void Pack_OnTheInventedLender_FindsManyAndIsSeldomWrong()
    {
        var counts = new SortedDictionary<string, (int Right, int Wrong, int None)>(StringComparer.Ordinal);
        foreach (var line in LenderLine.All())
        {
            var found = My.Find(line.Transaction).Finding.Category;
            var (right, wrong, none) = counts.GetValueOrDefault(line.Truth);
            counts[line.Truth] = found == Category.Uncategorised ? (right, wrong, none + 1)
                : Means(line.Truth, found) ? (right + 1, wrong, none)
                : (right, wrong + 1, none);
        }

        foreach (var (truth, (right, wrong, none)) in counts)
        {
            output.WriteLine($"{truth}: {right} right, {wrong} wrong, {none} uncategorised");
        }

        var (rights, wrongs) = (counts.Values.Sum(static all => all.Right), counts.Values.Sum(static all => all.Wrong));
        var nones = counts.Values.Sum(static all => all.None);
        output.WriteLine($"all: {rights} right, {wrongs} wrong, {nones} uncategorised");
        Assert.True(rights >= 0.5 * (rights + wrongs + nones), $"{rights} right");
        Assert.True(wrongs <= 0.02 * (rights + wrongs), $"{wrongs} wrong");
    }

    /// <summary>
    /// Employers have names that no pack knows: their pay is found by its rhythm, from the fourth payment on.
    /// </summary>
    [Fact]
    public void Stream_OnTheInventedLender_FindsPayByItsRhythm()
    {
        var states = new Dictionary<string, (byte[] State, long Sequence)>(StringComparer.Ordinal);
        var counts = new SortedDictionary<string, (int Recurring, int Not)>(StringComparer.Ordinal);
        var tables = new ReferenceTables(PopulationTable.Shipped, Policy.Standard);
        foreach (var line in LenderLine.All())
        {
            var (state, sequence) = states.TryGetValue(line.Account, out var there) ? there : (Fresh(), 0);
            states[line.Account] = (state, sequence + 1);
            var pack = My.Find(line.Transaction).Finding;
            Assessment.Assess(ScoringVersions.Newest, state, line.Transaction,
                line.Inputs(sequence + 1, pack.ToByte()), tables, out var decision);
            if (line.Transaction.Direction == Direction.Credit && !pack.Found)
            {
                var (recurring, not) = counts.GetValueOrDefault(line.Truth);
                var found = decision.Flags.HasFlag(DecisionFlags.Recurring);
                counts[line.Truth] = found ? (recurring + 1, not) : (recurring, not + 1);
            }
        }

        foreach (var (truth, (recurring, not)) in counts)
        {
            output.WriteLine($"{truth}: {recurring} recurring, {not} not");
        }

        Assert.True(counts["salary"].Recurring >= 0.7 * (counts["salary"].Recurring + counts["salary"].Not));
        Assert.True(counts["business_income"].Recurring <= 0.05 * counts["business_income"].Not);
    }

    private static byte[] Fresh()
    {
        var state = new byte[AccountState.Size];
        AccountState.Initialize(state, Some.Currency().Number, 0);
        return state;
    }

    /// <summary>The sample's word for it; savings at the provident fund are for old age.</summary>
    private static bool Means(string truth, Category found) => truth switch
    {
        "salary" => found == Category.Salary,
        "gig_income" or "business_income" => found == Category.BusinessIncome,
        "savings" => found is Category.Savings or Category.Retirement,
        "nsf" => found == Category.Fees,
        "transfer" => false, // between people: whatever is found is made up
        "pension" => found == Category.Pension,
        _ => CategoryCatalogue.NameOf(found) == truth.Replace('_', '.') || CategoryCatalogue.NameOf(found) == truth,
    };
}
