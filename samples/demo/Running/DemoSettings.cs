namespace OrleansRisk.Samples.Demo;

/// <summary>
/// What the demo's launcher tells it, by environment: the host's program, the database server, the samples.
/// </summary>
internal sealed record DemoSettings(string Host, string Training, string Administrator, string Samples)
{
    public static DemoSettings Read() => new(
        Needed("RISK_HOST", "the host's program"),
        Needed("RISK_TRAINING", "the program that trains models"),
        Needed("RISK_DATABASE", "a superuser's connection string to a PostgreSQL 15 or newer"),
        Environment.GetEnvironmentVariable("RISK_SAMPLES") ?? Above(AppContext.BaseDirectory));

    private static string Needed(string name, string what) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{name} is missing: {what}. `./dev demo` sets it.");

    private static string Above(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            var samples = Path.Combine(place.FullName, "samples");
            if (File.Exists(Path.Combine(samples, "cards", "transactions.csv.gz")))
            {
                return samples;
            }
        }

        throw new DirectoryNotFoundException("The samples are not above this program: name them in RISK_SAMPLES.");
    }
}
