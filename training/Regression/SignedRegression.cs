using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Training.Regression;

/// <summary>
/// Logistic regression with a ridge, in which a weight may be held to one sign: Newton's steps, each within the signs
/// by coordinates. A weight that would go the other way ends at exactly nought. The same rows give the same bits.
/// </summary>
internal static class SignedRegression
{
    private const int StepsMax = 60;
    private const int SweepsMax = 2_000;
    private const double StepSmall = 1e-8;

    /// <summary>Intercept first, then a weight a column.</summary>
    /// <param name="counts">How often each row counts.</param>
    /// <param name="signs">Of each column: 1 and -1 hold its weight to that sign, 0 leaves it free.</param>
    /// <param name="start">Where to begin; the end is the same.</param>
    public static double[] Fit(
        double[][] rows, bool[] bad, double[] counts, double ridge, IReadOnlyList<int> signs, double[]? start = null)
    {
        var weights = start is null ? new double[signs.Count + 1] : (double[])start.Clone();
        var loss = Loss(rows, bad, counts, ridge, weights);
        for (var step = 0; step < StepsMax; step++)
        {
            var (gradient, curvature) = Derivatives(rows, bad, counts, ridge, weights);
            var next = Within(weights, gradient, curvature, signs);
            var nextLoss = Loss(rows, bad, counts, ridge, next);
            for (var half = 0; half < 30 && nextLoss > loss + (1e-12 * Math.Abs(loss)); half++)
            {
                next = [.. next.Select((value, i) => (value + weights[i]) / 2)];
                nextLoss = Loss(rows, bad, counts, ridge, next);
            }

            var move = next.Select((value, i) => Math.Abs(value - weights[i])).Max();
            (weights, loss) = (next, nextLoss);
            if (move < StepSmall)
            {
                break;
            }
        }

        return weights;
    }

    /// <summary>Minus the log-likelihood of rows.</summary>
    public static double Deviance(double[][] rows, bool[] bad, double[] counts, double[] weights)
    {
        var sum = 0.0;
        for (var r = 0; r < rows.Length; r++)
        {
            var odds = LogisticRegression.LogOdds(weights, rows[r]);
            var against = bad[r] ? -odds : odds;
            sum += counts[r] * (against > 30 ? against : Math.Log(1 + Math.Exp(against)));
        }

        return sum;
    }

    private static double Loss(double[][] rows, bool[] bad, double[] counts, double ridge, double[] weights)
    {
        var sum = Deviance(rows, bad, counts, weights);
        for (var i = 1; i < weights.Length; i++)
        {
            sum += ridge / 2 * weights[i] * weights[i];
        }

        return sum;
    }

    /// <summary>The least of the quadratic around the weights, within the signs.</summary>
    private static double[] Within(double[] weights, double[] gradient, double[][] curvature, IReadOnlyList<int> signs)
    {
        var (next, slope) = ((double[])weights.Clone(), (double[])gradient.Clone());
        for (var sweep = 0; sweep < SweepsMax; sweep++)
        {
            var greatest = 0.0;
            for (var i = 0; i < next.Length; i++)
            {
                var row = curvature[i];
                var to = next[i] - (slope[i] / row[i]);
                to = i == 0 || signs[i - 1] == 0 ? to : signs[i - 1] > 0 ? Math.Max(0, to) : Math.Min(0, to);
                var move = to - next[i];
                if (move == 0)
                {
                    continue;
                }

                next[i] = to;
                greatest = Math.Max(greatest, Math.Abs(move));
                for (var j = 0; j < slope.Length; j++)
                {
                    slope[j] += move * row[j];
                }
            }

            if (greatest < StepSmall / 10)
            {
                break;
            }
        }

        return next;
    }

    private static (double[] Gradient, double[][] Curvature) Derivatives(
        double[][] rows, bool[] bad, double[] counts, double ridge, double[] weights)
    {
        var size = weights.Length;
        var gradient = new double[size];
        var curvature = Enumerable.Range(0, size).Select(_ => new double[size]).ToArray();
        var whole = new double[size];
        whole[0] = 1;
        for (var r = 0; r < rows.Length; r++)
        {
            var p = Logistic.Probability(LogisticRegression.LogOdds(weights, rows[r]));
            var (off, weight) = (counts[r] * (p - (bad[r] ? 1 : 0)), counts[r] * p * (1 - p));
            rows[r].CopyTo(whole, 1);
            for (var i = 0; i < size; i++)
            {
                gradient[i] += off * whole[i];
                var (line, left) = (curvature[i], weight * whole[i]);
                for (var j = 0; j <= i; j++)
                {
                    line[j] += left * whole[j];
                }
            }
        }

        for (var i = 0; i < size; i++)
        {
            gradient[i] += i == 0 ? 0 : ridge * weights[i];
            curvature[i][i] += i == 0 ? 1e-9 : ridge + 1e-9;
            for (var j = 0; j < i; j++)
            {
                curvature[j][i] = curvature[i][j];
            }
        }

        return (gradient, curvature);
    }
}
