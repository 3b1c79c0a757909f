using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Models;

/// <summary>How log odds of a bad outcome become a score from 0 to 1000; written by name.</summary>
public enum ScoreScale : byte
{
    /// <summary>500 at even odds, 40 points double the odds of bad: higher is riskier.</summary>
    Risk = 0,

    /// <summary>600 at 30 good to 1 bad, 50 points double the odds of good: higher is safer.</summary>
    Credit = 1,
}

/// <summary>The arithmetic of the two scales. Points are the score before it is held within its bounds.</summary>
public static class ScoreScales
{
    private const double Ln2 = 0.6931471805599453;
    private const double RiskAnchor = 500;
    private const double RiskPerDoubling = 40;
    private const double CreditAnchor = 600;
    private const double CreditPerDoubling = 50;
    private const double CreditAnchorLogOdds = 3.4011973816621555; // ln 30

    /// <summary>Points that one nat of log odds of bad adds; negative where higher is safer.</summary>
    public static double PerNat(this ScoreScale scale) =>
        scale == ScoreScale.Risk ? RiskPerDoubling / Ln2 : -CreditPerDoubling / Ln2;

    /// <summary>Points at even odds.</summary>
    public static double AtEvenOdds(this ScoreScale scale) => scale == ScoreScale.Risk
        ? RiskAnchor
        : CreditAnchor - (CreditPerDoubling / Ln2 * CreditAnchorLogOdds);

    /// <summary>Points, not yet rounded.</summary>
    public static double Points(this ScoreScale scale, double logOdds) =>
        scale.AtEvenOdds() + (scale.PerNat() * logOdds);

    /// <summary>Log odds of bad that points stand for.</summary>
    public static double LogOdds(this ScoreScale scale, double points) =>
        (points - scale.AtEvenOdds()) / scale.PerNat();

    /// <summary>Points of harm: what speaks against the account or the transaction, on either scale.</summary>
    public static int Harm(this ScoreScale scale, int points) => scale == ScoreScale.Risk ? points : -points;

    /// <summary>Half a point goes up, on every machine.</summary>
    internal static int Rounded(double points) => (int)Math.Floor(Math.Clamp(points, -1e9, 1e9) + 0.5);

    internal static ModelScore Score(this ScoreScale scale, int points, double logOdds) => new(
        points, Math.Clamp(points, Limits.ScoreMin, Limits.ScoreMax), logOdds, Logistic.Probability(logOdds));
}

/// <summary>What a model says of one row.</summary>
/// <param name="Points">The score before it is held between 0 and 1000.</param>
/// <param name="LogOdds">Log odds of bad.</param>
/// <param name="Probability">Probability of bad.</param>
public readonly record struct ModelScore(int Points, int Score, double LogOdds, double Probability);
