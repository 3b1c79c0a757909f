namespace OrleansRisk.Core.Policies;

/// <summary>A tenant's thresholds for one model version, immutable and numbered. The score at and above which an outcome is given.</summary>
public sealed record Policy(int Version, short ReviewAt, short DeclineAt)
{
    /// <summary>Review the top 0.5 %, decline the top 0.05 %.</summary>
    public static Policy Standard { get; } = new(1, 382, 548);
}
