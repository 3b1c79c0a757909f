namespace OrleansRisk.Core.Decisions;

/// <summary>
/// Features in the order of <see cref="FeatureBins"/>. A number is never reused within a scoring version.
/// </summary>
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
