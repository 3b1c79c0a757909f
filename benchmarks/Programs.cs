namespace OrleansRisk.Benchmarks;

/// <summary>Programs of ours, found beside this one in the build's output, of the same configuration.</summary>
internal static class Programs
{
    public static string Beside(string project, string assembly)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, assembly);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is not built");
    }
}
