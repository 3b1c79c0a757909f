using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Kinds;

namespace OrleansRisk.Core.Tests.Letters;

public sealed class AssessmentBasisTests
{
    /// <summary>The score without a reason, scored again, is what the reason's points say.</summary>
    [Fact]
    public void Without_OfDrawnLives_IsTheScoreWithThePointsGivenBack()
    {
        var checkedOnes = 0;
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var (assessed, basis) = Assessed(seed);
            if (assessed.Score is not { } score || score is < 1 or > 600)
            {
                continue;
            }

            for (var i = 0; i < assessed.Reasons.Count; i++, checkedOnes++)
            {
                Assert.InRange(basis.Without[i], score - assessed.Reasons[i].Points - 1,
                    score - assessed.Reasons[i].Points + 1);
                var first = assessed.Reasons.Take(i + 1).Sum(static reason => reason.Points);
                Assert.InRange(basis.WithoutFirst[i], score - first - 3, score - first + 3);
            }
        }

        Assert.True(checkedOnes > 100);
    }

    [Fact]
    public void AfterActs_OfDrawnLives_LiesBetweenNoneAndAllOfTheReasons()
    {
        var withActs = 0;
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var (assessed, basis) = Assessed(seed);
            if (basis.Acts != 0)
            {
                withActs++;
                Assert.InRange(basis.AfterActs, assessed.Score!.Value, basis.WithoutFirst[^1]);
            }
        }

        Assert.True(withActs > 0);
    }

    private static (CreditAssessment Assessed, AssessmentBasis Basis) Assessed(ulong seed)
    {
        var (state, day) = new DrawnLife(seed).StateWithout();
        var assessed = CreditAssessment.Of(ScoringVersions.Four, state, day, CreditRequest.None, card: null);
        return (assessed, AssessmentBasis.Of(
            ScoringVersions.Four, state, day, CreditRequest.None, card: null, assessed));
    }
}
