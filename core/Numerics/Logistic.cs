namespace OrleansRisk.Core.Numerics;

/// <summary>From log odds to a probability, the same bits on every machine.</summary>
public static class Logistic
{
    /// <summary>1 / (1 + e^−x), worked out on the side that cannot overflow.</summary>
    public static double Probability(double logOdds) => logOdds >= 0
        ? 1 / (1 + Exponential.Exp(-Math.Min(logOdds, 700)))
        : Exponential.Exp(Math.Max(logOdds, -700)) / (1 + Exponential.Exp(Math.Max(logOdds, -700)));
}
