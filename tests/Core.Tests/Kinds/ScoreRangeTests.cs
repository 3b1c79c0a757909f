using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Tests.Kinds;

/// <summary>What an answer says a score could be holds whatever becomes known of the account.</summary>
public sealed class ScoreRangeTests
{
    private const int Lives = 300;

    /// <summary>
    /// The score with everything known lies in the range that is announced without categories, balances or names.
    /// </summary>
    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, true, true)]
    public void Range_WithoutSomething_HoldsTheScoreWithIt(bool categories, bool balances, bool names)
    {
        var (scored, outside) = (0, new List<string>());
        for (var seed = 1UL; seed <= Lives; seed++)
        {
            var life = new DrawnLife(seed);
            var (whole, part) = (life.Without(), life.Without(categories, balances, names));
            if (whole.Score is { } score && part.Range is var (low, high))
            {
                scored++;
                Assert.InRange(part.Score!.Value, low, high);
                if (score < low || score > high)
                {
                    outside.Add($"{seed}: {score} not in {low} to {high}");
                }
            }
        }

        Assert.Empty(outside);
        Assert.True(scored > 0 || (categories && names));
    }

    [Fact]
    public void Range_WithEverythingKnown_IsTheScore()
    {
        for (var seed = 1UL; seed <= Lives; seed++)
        {
            var whole = new DrawnLife(seed).Without();
            if (whole.Score is { } score && whole.Means.Unearned < 1)
            {
                Assert.Equal(new ScoreRange(score, score), whole.Range);
            }
        }
    }

    /// <summary>Neither categories nor names: nothing shows what is lived on, and the answer says so.</summary>
    [Fact]
    public void State_WithoutCategoriesAndNames_IsInsufficientData()
    {
        var assessed = new DrawnLife(1).Without(categories: true, names: true);
        Assert.Equal((CreditState.InsufficientData, null, null), (assessed.State, assessed.Score, assessed.Range));
        Assert.Equal((true, true), (assessed.NeedsIncome, assessed.NeedsNames));
    }
}
