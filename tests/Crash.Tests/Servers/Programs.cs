namespace OrleansRisk.Crash.Tests.Servers;

/// <summary>Built programs that run beside these tests, of the same configuration.</summary>
public static class Programs
{
    public static string Host { get; } = Find("RISK_HOST", "OrleansRisk.Host", "orleansrisk");

    public static string Sender { get; } = Find("RISK_CRASH_SENDER", "OrleansRisk.Crash.Sender", "crash-sender");

    // artifacts/bin/<project>/<configuration>/<program>, and we are one of the projects.
    private static string Find(string variable, string project, string program)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var beside = Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, program);
        var path = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named ? named : beside;
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is not built");
    }
}
