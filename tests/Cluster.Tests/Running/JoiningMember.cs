using System.Reflection;
using Orleans.Runtime;

namespace OrleansRisk.Cluster.Tests.Running;

/// <summary>A silo's view of its own membership, which the test sets; whatever else is asked of it fails.</summary>
public class JoiningMember : DispatchProxy
{
    public SiloStatus Status { get; set; } = SiloStatus.Joining;

    public static (ISiloStatusOracle Oracle, JoiningMember Member) Create()
    {
        var oracle = Create<ISiloStatusOracle, JoiningMember>();
        return (oracle, (JoiningMember)(object)oracle);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == $"get_{nameof(ISiloStatusOracle.CurrentStatus)}"
            ? Status
            : throw new NotSupportedException($"readiness asks for {targetMethod?.Name}");
}
