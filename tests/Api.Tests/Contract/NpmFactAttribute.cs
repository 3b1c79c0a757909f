using System.Collections.Concurrent;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Contract;

/// <summary>
/// A test that installs packages of npm: runs in <c>./dev soak</c>, and is counted as skipped elsewhere and where no
/// registry is reached.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NpmFactAttribute : FactAttribute
{
    private static readonly ConcurrentDictionary<string, bool> Served = new(StringComparer.Ordinal);

    public NpmFactAttribute(params string[] packages)
    {
        if (Environment.GetEnvironmentVariable("RISK_NPM") is not { Length: > 0 })
        {
            Skip = "needs a network: ./dev soak";
        }
        else if (packages.FirstOrDefault(package => !Served.GetOrAdd(package, IsServed)) is { } missing)
        {
            Skip = $"npm is not here, or no registry is reached that has {missing}";
        }
    }

    private static bool IsServed(string package) =>
        ProgramFactAttribute.DoesRun("npm", "view", package, "version", "--fetch-retries=0");
}
