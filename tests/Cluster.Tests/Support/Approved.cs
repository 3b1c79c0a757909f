using System.Runtime.CompilerServices;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Support;

/// <summary>
/// Compares with a committed file; where it differs, what was received is left beside the build for the reviewer.
/// </summary>
internal static class Approved
{
    public static void Check(string file, string received, [CallerFilePath] string source = "")
    {
        var approved = Path.Combine(Directory(source), "approved", file);
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (expected != received)
        {
            var beside = Path.Combine(AppContext.BaseDirectory, file + ".received");
            File.WriteAllText(beside, received);
            Assert.Fail($"{approved} differs from what was received: {beside}");
        }
    }

    private static string Directory(string source)
    {
        var directory = Path.GetDirectoryName(source)!;
        while (!File.Exists(Path.Combine(directory, "OrleansRisk.Cluster.Tests.csproj")))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return directory;
    }
}
