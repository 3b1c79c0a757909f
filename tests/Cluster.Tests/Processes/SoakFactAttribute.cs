using Xunit;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>A test of minutes: runs in <c>./dev cluster soak</c> and is counted as skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SoakFactAttribute : FactAttribute
{
    public SoakFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("RISK_CLUSTER_SOAK") is not { Length: > 0 })
        {
            Skip = "takes minutes: ./dev cluster soak";
        }
    }
}
