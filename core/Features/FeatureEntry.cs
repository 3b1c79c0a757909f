namespace OrleansRisk.Core.Features;

/// <summary>In what a feature is counted.</summary>
public enum FeatureUnit : byte
{
    /// <summary>A plain number: a ratio, a logarithm.</summary>
    Number,

    /// <summary>Minor units of the account's currency.</summary>
    Money,

    /// <summary>Standard deviations.</summary>
    Deviations,
    Count,

    /// <summary>0 to 1.</summary>
    Share,

    /// <summary>−ln of a share: the surprise of something so rare.</summary>
    Nats,
    Days,
    Seconds,
    Hour,
    KilometresPerHour,
}

/// <summary>One row a feature.</summary>
/// <param name="Name">Stable name, as model files and reports write it.</param>
/// <param name="Meaning">What it says, in words.</param>
/// <param name="Missing">When it is missing; everything else is a value, 0 among them.</param>
public sealed record FeatureEntry(
    FeatureNumber Number, string Name, Family Family, FeatureUnit Unit, string Meaning, string Missing);
