namespace OrleansRisk.Tidy.Tests.Reference;

/// <summary>A page of <c>docs/reference/</c> that is written from the source, and by nobody.</summary>
/// <param name="Path">Where it lies in the repository.</param>
/// <param name="Write">Its text, from the tree.</param>
public sealed record ReferencePage(string Path, Func<Tree, string> Write)
{
    public static IReadOnlyList<ReferencePage> All { get; } =
    [
        new("docs/reference/settings.md", SettingsPage.Write),
        new("docs/reference/metrics.md", MetricsPage.Write),
        new("docs/reference/maps.md", MapsPage.Write),
    ];

    public override string ToString() => Path;
}
