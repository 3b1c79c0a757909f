using System.Globalization;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Events.Decisions;

/// <summary>Names of what gave a score.</summary>
internal static class ModelNames
{
    /// <summary>What gave the anomaly score: a scoring version's surprise, or a model of a model deployment.</summary>
    public static string Of(ushort scoringVersion, in DecisionInputs inputs, in Decision decision) =>
        decision.Anomaly.Learned
            ? "deployment-" + inputs.ModelDeploymentVersion.ToString(CultureInfo.InvariantCulture)
            : "surprise-" + scoringVersion.ToString(CultureInfo.InvariantCulture);
}
