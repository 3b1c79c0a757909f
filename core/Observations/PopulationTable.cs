namespace OrleansRisk.Core.Observations;

/// <summary>
/// How often values of each feature, and surprises, occur among all transactions of a tenant: 64-bin histograms with integer
/// counts. Immutable and numbered; equal content has an equal hash.
/// </summary>
public sealed partial class PopulationTable
{
    /// <summary>Number of the publication; 0 is the table that core ships.</summary>
    public int Version { get; private init; }
}
