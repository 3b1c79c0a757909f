namespace OrleansRisk.Core.Observations;

/// <summary>
/// A number for all of core that can change a bit of a state or a decision. It stands in every record, and a record is
/// applied by its own, whatever is newest. A scoring version, once declared, never changes.
/// </summary>
public static class ScoringVersions
{
    public const ushort One = 1;
    public const ushort Two = 2;
    public const ushort Three = 3;
    public const ushort Four = 4;

    public const ushort Newest = Four;

    public static bool Knows(ushort scoringVersion) => scoringVersion is >= One and <= Newest;

    /// <summary>
    /// Throws <see cref="ArgumentOutOfRangeException"/> for a scoring version that this core does not have.
    /// </summary>
    public static void Check(ushort scoringVersion)
    {
        if (!Knows(scoringVersion))
        {
            throw new ArgumentOutOfRangeException(
                nameof(scoringVersion), scoringVersion, "this core has no such scoring version");
        }
    }
}
