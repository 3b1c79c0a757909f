using System.Runtime.CompilerServices;
using Xunit;

namespace OrleansRisk.Journal.Tests;

/// <summary>
/// Bytes that are promised for ever, in hex beside the tests. RISK_APPROVE=1 writes the file anew, for a reviewer to
/// see.
/// </summary>
internal static class Approved
{
    private const int BytesPerLine = 32;

    public static void Check(string name, ReadOnlySpan<byte> bytes, [CallerFilePath] string test = "")
    {
        var path = PathOf(name, test);
        var text = string.Concat(Lines(bytes.ToArray()));
        if (Environment.GetEnvironmentVariable("RISK_APPROVE") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"nothing is approved as {name}");
        Assert.Equal(File.ReadAllText(path), text);
    }

    /// <summary>What was approved, to be read by today's code.</summary>
    public static byte[] Read(string name, [CallerFilePath] string test = "") =>
        Convert.FromHexString(File.ReadAllText(PathOf(name, test)).Replace("\n", "", StringComparison.Ordinal));

    private static string PathOf(string name, string test) =>
        Path.Combine(Path.GetDirectoryName(test)!, "approved", $"{name}.hex");

    private static IEnumerable<string> Lines(byte[] bytes) =>
        bytes.Chunk(BytesPerLine).Select(static line => Convert.ToHexStringLower(line) + "\n");
}
