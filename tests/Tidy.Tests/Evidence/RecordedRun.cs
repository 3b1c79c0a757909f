using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OrleansRisk.Tidy.Tests.Evidence;

/// <summary>
/// What was recorded of the cluster's last run, for people who cannot build it: <c>docs/evidence/cluster.json</c>, and
/// beside it the files it was a run of, one line each: 16 digits of the SHA-256, and the path.
/// </summary>
internal sealed class RecordedRun(string root)
{
    public static readonly string[] Folders =
        ["core", "engine", "adapters", "grain-interfaces", "grains", "silo", "tests"];

    public bool Exists => File.Exists(Json);

    public string Hash => JsonDocument.Parse(File.ReadAllText(Json)).RootElement.GetProperty("hash").GetString()!;

    public string[] Files => [.. File.ReadAllLines(FilesText).Where(line => line.Length > 0)];

    private string Json => Path.Combine(root, "docs/evidence/cluster.json");

    private string FilesText => Path.Combine(root, "docs/evidence/cluster.files");

    /// <summary>The same lines of the checkout as it is.</summary>
    public static string[] Now(Tree tree) =>
    [
        .. tree.Files.Keys
            .Where(path => Folders.Any(folder => path.StartsWith(folder + '/', StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(path => $"{Short(File.ReadAllBytes(Path.Combine(tree.Root!, path)))} {path}"),
    ];

    public static string HashOf(IEnumerable<string> lines) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + '\n')))));

    /// <summary>Files that were changed, added or taken away since.</summary>
    public static IReadOnlyList<string> Changed(IEnumerable<string> recorded, IEnumerable<string> now) =>
    [
        .. recorded.Except(now).Concat(now.Except(recorded)).Select(line => line.Split(' ', 2)[1])
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static string Short(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..16];
}
