using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Host.Settings;

/// <summary>The four connection strings of the roles.</summary>
internal static class Databases
{
    public static PostgresOptions Of(HostSettings settings) => new()
    {
        Writer = settings.Writer ?? As(settings, "risk_writer"),
        Reader = settings.Reader ?? As(settings, "risk_reader"),
        Projector = settings.Projector ?? As(settings, "risk_projector"),
        Operator = settings.Operator ?? As(settings, "risk_operator"),
        Production = settings.Production,
        Scope = settings.KeyScope ?? "",
        ProjectedScopes = ProjectedBy(settings.KeyScope),
    };

    // Writers of the journal from before there were scopes belong to the pool that every tenant began in.
    private static string[]? ProjectedBy(string? scope) => scope switch
    {
        null => null,
        HostSettings.FirstScope => [scope, ""],
        _ => [scope],
    };

    /// <summary>
    /// In development one login takes each role by itself; what it may do is then the role's, not its own.
    /// </summary>
    public static string As(HostSettings settings, string role) => $"{settings.Database};Options=-c role={role}";
}
