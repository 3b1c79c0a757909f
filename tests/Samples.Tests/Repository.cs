namespace OrleansRisk.Samples.Tests;

/// <summary>Where the tests find the committed files, and the data that is not committed.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansRisk.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No OrleansRisk.sln above the tests.");
        }

        return folder.FullName;
    }
}

/// <summary>
/// Runs where <c>../shared/data</c> stands beside the repository; elsewhere it is skipped, saying so.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (!Directory.Exists(Folder))
        {
            Skip = $"{Folder} is not here: the original of this sample cannot be compared.";
        }
    }

    public static string Folder { get; } = Repository.At("..", "shared", "data");
}
