using Xunit;

namespace OrleansRisk.Tests.Support;

/// <summary>
/// Data that others made and that may not be committed: <c>../shared/data</c> beside the repository, or wherever
/// <c>RISK_SHARED_DATA</c> says.
/// </summary>
public static class SharedFiles
{
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("RISK_SHARED_DATA") is { Length: > 0 } folder ? folder : Beside();

    private static string Beside()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansRisk.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No OrleansRisk.sln above the tests.");
        }

        return Path.Combine(folder.FullName, "..", "shared", "data");
    }
}

/// <summary>Runs where the shared data is; elsewhere it is skipped, saying so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string part)
    {
        Part = part;
        var folder = Path.Combine(SharedFiles.Folder, part);
        if (!Directory.Exists(folder))
        {
            Skip = $"{folder} is not here: nothing to compare with.";
        }
    }

    public string Part { get; }
}
