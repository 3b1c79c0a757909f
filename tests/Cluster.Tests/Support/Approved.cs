using System.Runtime.CompilerServices;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Support;

/// <summary>
/// Compares with a committed file; where it differs, what was received is left beside the build for the reviewer.
/// </summary>
internal static class Approved
{
    /// <summary>Of the repository.</summary>
    public static string Root { get; } = FindRoot();

    public static void Check(string file, string received)
    {
        var approved = Path.Combine(Root, "tests/Cluster.Tests/approved", file);
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (expected != received)
        {
            var beside = Path.Combine(AppContext.BaseDirectory, file + ".received");
            File.WriteAllText(beside, received);
            Assert.Fail($"{approved} differs from what was received: {beside}");
        }
    }

    private static string FindRoot([CallerFilePath] string source = "")
    {
        var directory = Path.GetDirectoryName(source)!;
        while (!File.Exists(Path.Combine(directory, "OrleansRisk.sln")))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return directory;
    }
}
