namespace OrleansRisk.Samples.Worlds.Planted;

/// <summary>What is planted; RUBRIC.md says what happens in each.</summary>
internal enum PlantedKind
{
    Scam,
    ScamRepeated,
    Takeover,
    Drain,
    Mule,
    BustOut,
    Stacking,
    CardTheft,
}

/// <summary>How many events are planted.</summary>
internal enum Rate
{
    None,

    /// <summary>One event for every ten customers.</summary>
    Ordinary,

    /// <summary>One planted line in ten thousand.</summary>
    Rare,
}
