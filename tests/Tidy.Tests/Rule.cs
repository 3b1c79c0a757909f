using Microsoft.CodeAnalysis;

namespace OrleansRisk.Tidy.Tests;

/// <summary>
/// A house rule with the two samples that show it bites: one tree it lets pass and one it reports, with the words of
/// the report.
/// </summary>
public sealed record Rule(string Name, Func<Tree, IEnumerable<Finding>> Check, Tree Passes, Tree Fails, string Reported)
{
    public override string ToString() => Name;
}

/// <param name="Line">From 1; 0 where the finding is about the file.</param>
public sealed record Finding(string Path, int Line, string Message)
{
    public override string ToString() => Line == 0 ? $"{Path}: {Message}" : $"{Path}:{Line}: {Message}";

    public static Finding At(string path, SyntaxNodeOrToken place, string message) =>
        new(path, LineOf(place.GetLocation()!), message);

    public static Finding At(string path, SyntaxTrivia place, string message) =>
        new(path, LineOf(place.GetLocation()), message);

    private static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;
}
