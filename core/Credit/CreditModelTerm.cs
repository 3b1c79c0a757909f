using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// One term: weight × (the transformed value, held between its bounds, less the centre); or, where it has bins, the
/// value of the bin.
/// </summary>
/// <param name="Unit">The logarithm is of values over this; at least one minor unit.</param>
/// <param name="Low">Transformed values below count as this one.</param>
/// <param name="Centre">Transformed value that contributes nothing.</param>
/// <param name="Weight">Of a term with bins only its sign is read: which way the log odds of bad go.</param>
/// <param name="Missing">Contribution where there is no value.</param>
public sealed record CreditModelTerm(
    FeatureNumber Feature, CreditModelScale Scale, double Unit, double Low, double High, double Centre, double Weight,
    double Missing)
{
    /// <summary>Which way the log odds of bad may go as the value rises.</summary>
    public CreditDirection Direction { get; init; } = CreditDirection.Either;

    /// <summary>Null for a term that is a line on its scale.</summary>
    public CreditModelBins? Bins { get; init; }

    public bool IsSound => double.IsFinite(Unit) && Unit > 0 && double.IsFinite(Low) && double.IsFinite(High) &&
        Low <= High && double.IsFinite(Centre) && double.IsFinite(Weight) && double.IsFinite(Missing) &&
        (Bins is null || (Bins.IsSound && Weight != 0 && Scale == CreditModelScale.Linear));

    /// <summary>The value that contributes nothing, in the unit of the feature.</summary>
    public double Usual => Scale == CreditModelScale.Linear ? Centre * Unit
        : Centre < 0 ? -Unit * Exponential.Expm1(-Centre) : Unit * Exponential.Expm1(Centre);

    internal bool GoesAsDeclared => Direction switch
    {
        CreditDirection.Rising => Weight >= 0 && (Bins?.Goes(1) ?? true),
        CreditDirection.Falling => Weight <= 0 && (Bins?.Goes(-1) ?? true),
        _ => Bins is null || Bins.Goes(Math.Sign(Weight)),
    };

    public double Contribution(double value) => double.IsNaN(value) ? Missing
        : Bins is { } bins ? bins.Of(value)
        : Weight * (Math.Clamp(Scaled(Scale, Unit, value), Low, High) - Centre);

    public static double Scaled(CreditModelScale scale, double unit, double value) => scale switch
    {
        CreditModelScale.Linear => value / unit,
        _ => value < 0 ? -Logarithm.Log(1 - (value / unit)) : Logarithm.Log(1 + (value / unit)),
    };
}

/// <summary>What a term contributes bin by bin; it never turns, so that every bin can be explained.</summary>
/// <param name="Edges">Ascending; a bin begins at its edge, the first one has none.</param>
/// <param name="Values">Log odds of bad; one more than edges.</param>
public sealed record CreditModelBins(IReadOnlyList<double> Edges, IReadOnlyList<double> Values)
{
    public const int BinsMax = 64;

    public bool IsSound => Values.Count == Edges.Count + 1 && Values.Count is >= 2 and <= BinsMax
        && Edges.All(double.IsFinite) && Values.All(double.IsFinite)
        && Enumerable.Range(1, Edges.Count - 1).All(i => Edges[i - 1] < Edges[i]);

    public double Of(double value)
    {
        var at = 0;
        while (at < Edges.Count && value >= Edges[at])
        {
            at++;
        }

        return Values[at];
    }

    /// <summary>Whether no bin goes the other way than that sign.</summary>
    internal bool Goes(int sign) =>
        Enumerable.Range(1, Values.Count - 1).All(i => sign * (Values[i] - Values[i - 1]) >= 0);
}

/// <summary>Which way the log odds of bad may go as a value rises; written by name.</summary>
public enum CreditDirection : byte
{
    /// <summary>Either way, but one of them.</summary>
    Either = 0,
    Rising = 1,
    Falling = 2,
}

/// <summary>How a value is transformed; written by name.</summary>
public enum CreditModelScale : byte
{
    Linear = 0,

    /// <summary>sign(x) · ln(1 + |x| / unit).</summary>
    Logarithm = 1,
}
