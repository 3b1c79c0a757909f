using Xunit;

namespace OrleansRisk.Cluster.Tests.Kubernetes;

/// <summary>A test of what kustomizations render to: counted as skipped where nothing here can render them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KubectlTheoryAttribute : TheoryAttribute
{
    public KubectlTheoryAttribute()
    {
        if (!Kubectl.CanRender)
        {
            Skip = "needs kubectl 1.27 or newer: nothing was rendered";
        }
    }
}
