using System.Runtime.CompilerServices;

namespace OrleansRisk.Statements.Tests;

/// <summary>
/// Files of our own making with what they are read as. With <c>RISK_APPROVE=1</c> what is read is written down; the
/// difference is then reviewed like code.
/// </summary>
public sealed class GoldenTests
{
    public static readonly TheoryData<string> Files = [.. Golden.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_GoldenFile_GivesWhatIsApproved(string file)
    {
        var path = Path.Combine(Golden.Folder, file);
        var read = Rendered.Of(StatementReader.Read(File.ReadAllBytes(path), Golden.OptionsOf(file)));
        var approved = path + ".read";
        if (Environment.GetEnvironmentVariable("RISK_APPROVE") == "1")
        {
            File.WriteAllText(approved, read);
        }

        Assert.Equal(File.Exists(approved) ? File.ReadAllText(approved) : "", read);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_SameFileTwice_GivesTheSameIds(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Golden.Folder, file));
        Assert.Equal(Ids(bytes, file), Ids(bytes, file));
    }

    private static List<string> Ids(byte[] bytes, string file) =>
        StatementReader.Read(bytes, Golden.OptionsOf(file)) is Results.StatementResult.Read(var statement)
            ? [.. statement.Accounts.SelectMany(static account => account.Rows).Select(static row => row.Id)] : [];
}

/// <summary>Where the files are, and what a lender knows beside each.</summary>
internal static class Golden
{
    public static readonly string Folder = Path.Combine(Path.GetDirectoryName(Here())!, "golden");

    /// <summary>Relative to the folder.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Where(static path => !path.EndsWith(".read", StringComparison.Ordinal))
        .Select(static path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>A file named <c>…@MYR.csv</c> is read with that currency and the account A-1.</summary>
    public static Reading.ReadOptions OptionsOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? new() : new() { Currency = name[(at + 1)..], Account = "A-1" };
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
