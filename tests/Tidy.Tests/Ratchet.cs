using System.Text.RegularExpressions;

namespace OrleansRisk.Tidy.Tests;

/// <summary>
/// Excess that stands for now, in <c>tests/Tidy.Tests/ratchet.txt</c>: rule, path, number of findings, reason. It may
/// only shrink: more findings than the number is an error, and so is fewer, until the number is lowered.
/// </summary>
public static class Ratchet
{
    public const string Path = "tests/Tidy.Tests/ratchet.txt";

    public static IReadOnlyList<Finding> Without(Tree tree, string rule, IEnumerable<Finding> findings)
    {
        var allowed = Read(tree).Where(entry => entry.Rule == rule).ToDictionary(entry => entry.File);
        var left = new List<Finding>();
        foreach (var group in findings.GroupBy(finding => finding.Path))
        {
            if (!allowed.Remove(group.Key, out var entry))
            {
                left.AddRange(group);
            }
            else if (group.Count() > entry.Count)
            {
                left.AddRange(group);
                left.Add(new Finding(Path, 0, $"{rule} {group.Key} may only shrink from {entry.Count}"));
            }
            else if (group.Count() < entry.Count)
            {
                left.Add(new Finding(Path, 0, $"{rule} {group.Key} shrank to {group.Count()}: lower the number"));
            }
        }

        left.AddRange(
            from entry in allowed.Values
            select new Finding(Path, 0, $"{rule} {entry.File} is clean: strike the line"));
        return left;
    }

    private static IEnumerable<Entry> Read(Tree tree)
    {
        foreach (var line in tree.Files.GetValueOrDefault(Path, "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith('#'))
            {
                var parts = Regex.Match(line, @"^([a-z-]+) (\S+) ([0-9]+) .{10,}$").Groups;
                yield return parts[0].Success
                    ? new Entry(parts[1].Value, parts[2].Value, int.Parse(parts[3].Value))
                    : throw new FormatException($"{Path}: not 'rule path count reason': {line}");
            }
        }
    }

    private sealed record Entry(string Rule, string File, int Count);
}
