using System.Runtime.CompilerServices;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>
/// Compares with a file that a person has looked at; RISK_APPROVE=1 writes it anew, for a reviewer to see.
/// </summary>
internal static class Approved
{
    public static void Check(string name, string actual) =>
        CheckAt(Path.Combine(Folder(), "approved", name), actual);

    /// <summary>The same for a file that readers look for elsewhere, by its path in the repository.</summary>
    public static void CheckFile(string path, string actual) =>
        CheckAt(Path.Combine(Folder(), "..", "..", path), actual);

    private static void CheckAt(string path, string actual)
    {
        actual = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("RISK_APPROVE") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", actual);
    }

    private static string Folder([CallerFilePath] string path = "") =>
        Path.GetDirectoryName(Path.GetDirectoryName(path)!)!;
}
