using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Credit;

namespace OrleansRisk.Training.Regression;

/// <summary>
/// Logistic regression on rows that lie in one cell of each feature, by Newton's method; every cell has its weight. The
/// penalty is a quadratic form, so that it can hold cells together. Deterministic, as <see cref="LogisticRegression"/>.
/// </summary>
internal static class CellRegression
{
    private const int StepsMax = 50;
    private const double StepSmall = 1e-9;
    private const double InterceptRidge = 1e-9;

    /// <summary>Intercept first, then a weight a cell.</summary>
    /// <param name="rows">The cells of each row, ascending, from 0.</param>
    /// <param name="penalty">Half of its form is added to the loss; symmetric, a row a cell.</param>
    public static double[] Fit(int[][] rows, bool[] bad, double[][] penalty)
    {
        var weights = new double[penalty.Length + 1];
        for (var step = 0; step < StepsMax; step++)
        {
            var (gradient, curvature) = Penalised(weights, penalty);
            for (var r = 0; r < rows.Length; r++)
            {
                Add(rows[r], bad[r], weights, gradient, curvature);
            }

            var move = Cholesky.Solve(curvature, gradient);
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] -= move[i];
            }

            if (move.Max(Math.Abs) < StepSmall)
            {
                break;
            }
        }

        return weights;
    }

    private static (double[] Gradient, double[][] Curvature) Penalised(double[] weights, double[][] penalty)
    {
        var gradient = new double[weights.Length];
        var curvature = Enumerable.Range(0, weights.Length).Select(_ => new double[weights.Length]).ToArray();
        curvature[0][0] = InterceptRidge;
        for (var i = 0; i < penalty.Length; i++)
        {
            for (var j = 0; j < penalty.Length; j++)
            {
                gradient[i + 1] += penalty[i][j] * weights[j + 1];
                curvature[i + 1][j + 1] = penalty[i][j];
            }
        }

        return (gradient, curvature);
    }

    private static void Add(int[] cells, bool bad, double[] weights, double[] gradient, double[][] curvature)
    {
        var odds = weights[0];
        foreach (var cell in cells)
        {
            odds += weights[cell + 1];
        }

        var p = Logistic.Probability(odds);
        var (off, weight) = (p - (bad ? 1 : 0), p * (1 - p));
        gradient[0] += off;
        curvature[0][0] += weight;
        for (var i = 0; i < cells.Length; i++)
        {
            var line = curvature[cells[i] + 1];
            gradient[cells[i] + 1] += off;
            line[0] += weight;
            for (var j = 0; j <= i; j++)
            {
                line[cells[j] + 1] += weight;
            }
        }
    }
}
