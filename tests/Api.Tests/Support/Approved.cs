using System.Runtime.CompilerServices;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>
/// Compares with a file that a person has looked at; RISK_APPROVE=1 writes it anew, for a reviewer to see.
/// </summary>
internal static class Approved
{
    /// <param name="name">The file's name.</param>
    /// <param name="actual">What it should hold.</param>
    /// <param name="folder">Its folder in the repository, where readers look for it elsewhere.</param>
    public static void Check(string name, string actual, string? folder = null)
    {
        var path = folder is null ? Path.Combine(Folder(), "approved", name) : Path.Combine(Root(), folder, name);
        actual = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("RISK_APPROVE") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", actual);
    }

    private static string Folder([CallerFilePath] string path = "") =>
        Path.GetDirectoryName(Path.GetDirectoryName(path)!)!;

    private static string Root() => Path.GetFullPath(Path.Combine(Folder(), "..", ".."));
}
