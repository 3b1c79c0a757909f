using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Regression;

namespace OrleansRisk.Training.Tests;

public sealed class SignedRegressionTests
{
    private static readonly double[] Ones = [.. Enumerable.Repeat(1.0, 400)];

    [Fact]
    public void Fit_FreeSigns_IsThePlainRegression()
    {
        var (rows, bad) = Drawn(1);
        var plain = LogisticRegression.Fit(rows, bad, ridge: 3);
        var signed = SignedRegression.Fit(rows, bad, Ones, 3, [0, 0, 0]);
        Assert.All(plain.Zip(signed), static pair => Assert.Equal(pair.First, pair.Second, 6));
    }

    [Fact]
    public void Fit_WeightOfTheWrongSign_EndsAtExactlyNoughtAndTheOthersAreAsWithoutIt()
    {
        var (rows, bad) = Drawn(2);
        var free = SignedRegression.Fit(rows, bad, Ones, 1, [0, 0, 0]);
        Assert.True(free[2] < 0);

        var held = SignedRegression.Fit(rows, bad, Ones, 1, [1, 1, 0]);
        var without = SignedRegression.Fit(
            [.. rows.Select(static row => new[] { row[0], row[2] })], bad, Ones, 1, [1, 0]);
        Assert.Equal(0, held[2]);
        Assert.All(new[] { (held[0], without[0]), (held[1], without[1]), (held[3], without[2]) },
            static pair => Assert.Equal(pair.Item2, pair.Item1, 6));
    }

    [Fact]
    public void Fit_RowThatCountsTwice_IsTheRowTwice()
    {
        var (rows, bad) = Drawn(3);
        double[] counts = [.. Enumerable.Range(0, rows.Length).Select(static i => i < 100 ? 2.0 : 1.0)];
        var twice = SignedRegression.Fit(
            [.. rows, .. rows[..100]], [.. bad, .. bad[..100]], [.. Ones, .. Ones[..100]], 1, [0, 0, 0]);
        var weighted = SignedRegression.Fit(rows, bad, counts, 1, [0, 0, 0]);
        Assert.All(twice.Zip(weighted), static pair => Assert.Equal(pair.First, pair.Second, 6));
    }

    private static (double[][] Rows, bool[] Bad) Drawn(ulong seed)
    {
        var random = new Draw(seed);
        double[][] rows = [.. Enumerable.Range(0, 400).Select(_ =>
            new[] { random.Normal(0, 1), random.Normal(0, 1), random.Normal(0, 1) })];
        return (rows, [.. rows.Select(row =>
            random.Between(0, 1) < 1 / (1 + Math.Exp(1 - row[0] + row[1] - (0.5 * row[2]))))]);
    }
}
