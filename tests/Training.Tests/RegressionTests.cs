using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Regression;

namespace OrleansRisk.Training.Tests;

public sealed class RegressionTests
{
    [Fact]
    public void Fit_TwoGroups_FindsTheirLogOdds()
    {
        // 1 of 4 bad where the column is 0, 3 of 4 where it is 1.
        double[][] rows = [[0], [0], [0], [0], [1], [1], [1], [1]];
        bool[] bad = [true, false, false, false, true, true, true, false];
        var weights = LogisticRegression.Fit(rows, bad, ridge: 0);
        Assert.Equal(-Math.Log(3), weights[0], 6);
        Assert.Equal(2 * Math.Log(3), weights[1], 6);
        Assert.True(Math.Abs(LogisticRegression.Fit(rows, bad, ridge: 1)[1]) < weights[1]);
    }

    [Fact]
    public void Auc_EqualFigures_CountHalf()
    {
        Assert.Equal(1, Auc.Of([1, 2, 3, 4], [false, false, true, true]));
        Assert.Equal(0.5, Auc.Of([1, 1, 1, 1], [false, true, false, true]));
        Assert.Equal(0.75, Auc.Of([1, 3, 2, 4], [false, false, true, true]));
        Assert.Equal(1, Auc.KolmogorovSmirnov([1, 2, 3, 4], [false, false, true, true]), 12);
    }

    [Fact]
    public void Validation_FiguresWithoutMeaning_SayNothing()
    {
        var bad = Enumerable.Range(0, 200).Select(static i => i % 5 == 0).ToArray();
        var random = new Draw(4);
        var noise = bad.Select(_ => (double)random.Below(1_000)).ToArray();
        var validation = Validation.Of(bad, 3, 5, 1, _ => i => noise[i]);
        Assert.InRange(validation.Auc, 0.35, 0.65);
        Assert.InRange(validation.Low, 0.2, validation.Auc);
        Assert.InRange(validation.High, validation.Auc, 0.8);
    }

    [Fact]
    public void Validation_EveryRow_IsPredictedByAModelThatHasNotSeenIt()
    {
        var bad = Enumerable.Range(0, 60).Select(static i => i % 6 == 0).ToArray();
        Validation.Of(bad, 2, 5, 1, train =>
        {
            Assert.Equal(8, train.Count(i => bad[i]));
            return i => train.Contains(i) ? throw new InvalidOperationException("seen") : 0;
        });
        Assert.Equal(10, bad.Count(static each => each));
    }
}
