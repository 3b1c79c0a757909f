using System.Runtime.CompilerServices;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Features;

/// <summary>Features in the order of <see cref="FeatureBins"/>. A number is never reused within a fold.</summary>
internal enum FeatureId : byte
{
    AmountRatio = 0,
    AmountDeviation = 1,
    AmountLogDeviation = 2,
    BurstHour = 3,
    BurstDay = 4,
    PassedThrough = 5,
    SpendDay = 6,
    SpendWeek = 7,
    OwnOutliers = 8,
    NewParty = 9,
    NewSetting = 10,
    Hour = 11,
    Drain = 12,
    PartyRisk = 13,
    PartyRecentFraud = 14,

    /// <summary>Not a feature: the surprise itself.</summary>
    Surprise = 15,
}

/// <summary>
/// What kind of oddity a feature tells of. The greatest of the first eight decides the label-free score.
/// </summary>
public enum Family : byte
{
    Amount = 0,
    Velocity = 1,
    Spend = 2,
    Repeat = 3,
    Novelty = 4,
    Time = 5,
    Drain = 6,
    Counterparty = 7,
    Structuring = 8,
    Geo = 9,
    Graph = 10,
    History = 11,
    Income = 12,
    Balance = 13,
    Returned = 14,
    Debt = 15,
    Spending = 16,
    Obligations = 17,
    Request = 18,
}

/// <summary>One value a feature; not a number where there is none.</summary>
[InlineArray(Length)]
internal struct FeatureValues
{
    public const int Length = 15;
    private double _first;

    public static FeatureValues Missing()
    {
        var values = default(FeatureValues);
        ((Span<double>)values).Fill(double.NaN);
        return values;
    }
}
