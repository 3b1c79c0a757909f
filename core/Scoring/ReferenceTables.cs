using OrleansRisk.Core.Models;
using OrleansRisk.Core.Policies;

namespace OrleansRisk.Core.Scoring;

/// <summary>
/// The versions a transaction is assessed with; each is immutable, so its number stands for its content.
/// </summary>
public sealed record ReferenceTables(PopulationTable Population, Policy Policy)
{
    /// <summary>The tenant's models; from scoring version 3.</summary>
    public ModelDeployment ModelDeployment { get; init; } = ModelDeployment.None;
}
