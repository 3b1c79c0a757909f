using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Credit;

namespace OrleansRisk.Training.Regression;

/// <summary>
/// Logistic regression with a ridge on all weights but the intercept, by Newton's method. Deterministic: the same rows
/// in the same order give the same bits.
/// </summary>
internal static class LogisticRegression
{
    private const int StepsMax = 50;
    private const double StepSmall = 1e-10;

    /// <summary>Intercept first, then a weight a column.</summary>
    public static double[] Fit(double[][] rows, bool[] bad, double ridge)
    {
        var size = rows[0].Length + 1;
        var weights = new double[size];
        for (var step = 0; step < StepsMax; step++)
        {
            var (gradient, curvature) = Derivatives(rows, bad, weights, ridge);
            var move = Cholesky.Solve(curvature, gradient);
            for (var i = 0; i < size; i++)
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

    public static double LogOdds(double[] weights, double[] row)
    {
        var sum = weights[0];
        for (var i = 0; i < row.Length; i++)
        {
            sum += weights[i + 1] * row[i];
        }

        return sum;
    }

    private static (double[] Gradient, double[][] Curvature) Derivatives(
        double[][] rows, bool[] bad, double[] weights, double ridge)
    {
        var size = weights.Length;
        var gradient = new double[size];
        var curvature = Enumerable.Range(0, size).Select(_ => new double[size]).ToArray();
        for (var r = 0; r < rows.Length; r++)
        {
            var p = Logistic.Probability(LogOdds(weights, rows[r]));
            var (off, weight) = (p - (bad[r] ? 1 : 0), p * (1 - p));
            for (var i = 0; i < size; i++)
            {
                var left = i == 0 ? 1 : rows[r][i - 1];
                gradient[i] += off * left;
                for (var j = 0; j <= i; j++)
                {
                    curvature[i][j] += weight * left * (j == 0 ? 1 : rows[r][j - 1]);
                }
            }
        }

        for (var i = 0; i < size; i++)
        {
            gradient[i] += i == 0 ? 0 : ridge * weights[i];
            curvature[i][i] += i == 0 ? 1e-9 : ridge;
        }

        return (gradient, curvature);
    }
}

/// <summary>Solves a symmetric positive definite system of which the lower half is given.</summary>
internal static class Cholesky
{
    public static double[] Solve(double[][] matrix, double[] right)
    {
        var size = right.Length;
        var lower = matrix.Select(static row => (double[])row.Clone()).ToArray();
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = lower[i][j];
                for (var k = 0; k < j; k++)
                {
                    rest -= lower[i][k] * lower[j][k];
                }

                lower[i][j] = i == j ? Math.Sqrt(Math.Max(rest, 1e-300)) : rest / lower[j][j];
            }
        }

        var solution = (double[])right.Clone();
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                solution[i] -= lower[i][k] * solution[k];
            }

            solution[i] /= lower[i][i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                solution[i] -= lower[k][i] * solution[k];
            }

            solution[i] /= lower[i][i];
        }

        return solution;
    }
}
