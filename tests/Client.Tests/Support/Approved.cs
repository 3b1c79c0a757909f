using System.Runtime.CompilerServices;

namespace OrleansRisk.Client.Tests.Support;

/// <summary>
/// Compares with a file that a person has looked at; where they differ, what came is written beside it.
/// </summary>
internal static class Approved
{
    public static void Check(string name, string actual)
    {
        var path = Path.Combine(Folder(), "approved", name);
        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        var received = path + ".received";
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail($"{name} is not what was approved: compare {received}, and move it over {path} if right.");
    }

    private static string Folder([CallerFilePath] string path = "") =>
        Path.GetDirectoryName(Path.GetDirectoryName(path)!)!;
}
