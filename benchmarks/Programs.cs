namespace OrleansRisk.Benchmarks;

/// <summary>Programs of ours, found beside this one in the build's output, of the same configuration.</summary>
internal static class Programs
{
    /// <summary>The host, alone or one of several silos.</summary>
    public static string Host => Beside("OrleansRisk.Host", "orleansrisk");

    /// <summary>One process of the build that this one is compared with.</summary>
    public static string HostBefore => Before("OrleansRisk.Standalone", "orleansrisk");

    /// <summary>One silo of the build that this one is compared with.</summary>
    public static string SiloBefore => Before("OrleansRisk.Silo", "orleansrisk-silo");

    public static string Beside(string project, string assembly)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Built(own.Parent!.Parent!.FullName, project, own.Name, assembly);
    }

    private static string Before(string project, string assembly)
    {
        var checkout = Environment.GetEnvironmentVariable("RISK_BEFORE") ?? throw new InvalidOperationException(
            "RISK_BEFORE is not set; ./dev bench before builds the commit that it compares with");
        return Built(Path.Combine(checkout, "artifacts", "bin"), project, "release", assembly);
    }

    private static string Built(string folder, string project, string configuration, string assembly)
    {
        var path = Path.Combine(folder, project, configuration, assembly);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is not built");
    }
}
