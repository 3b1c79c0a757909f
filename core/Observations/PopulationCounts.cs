using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Observations;

/// <summary>Growing counts behind a <see cref="PopulationTable"/>: one histogram a feature, one of surprises; merged by addition.</summary>
public static class PopulationCounts
{
    public const int Size = (FeatureBins.Length + 1) * 64 * sizeof(long);

    public static void Add(Span<byte> counts, in FeatureBins bins) => throw new InvalidOperationException("core is being built");

    /// <summary>The table that a publication of these counts stands for, smoothed with the shipped one.</summary>
    public static PopulationTable Publish(ReadOnlySpan<byte> counts, int version) =>
        throw new InvalidOperationException("core is being built");
}
