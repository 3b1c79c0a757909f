using Xunit;

namespace OrleansRisk.Cluster.Tests.Upgrade;

/// <summary>
/// A test that needs the silo of the next build beside this one's: <c>./dev cluster soak</c> builds it from this tree
/// with <c>next.patch</c> and one migration more, and says where it is.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NextBuildFactAttribute : FactAttribute
{
    private const string Variable = "RISK_NEXT_SILO";

    public NextBuildFactAttribute()
    {
        if (Program is not { Length: > 0 })
        {
            Skip = "needs the next build of the silo: ./dev cluster soak";
        }
    }

    /// <summary>The next build's silo.</summary>
    public static string? Program => Environment.GetEnvironmentVariable(Variable);
}
