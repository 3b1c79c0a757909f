using OrleansRisk.Postgres;

namespace OrleansRisk.Hosting.Settings;

/// <summary>The four connection strings of the roles.</summary>
internal static class Databases
{
    public static PostgresOptions Of(NodeSettings settings) => new()
    {
        Writer = settings.Writer ?? As(settings, "risk_writer"),
        Reader = settings.Reader ?? As(settings, "risk_reader"),
        Projector = settings.Projector ?? As(settings, "risk_projector"),
        Operator = settings.Operator ?? As(settings, "risk_operator"),
        Production = settings.Production,
    };

    /// <summary>
    /// In development one login takes each role by itself; what it may do is then the role's, not its own.
    /// </summary>
    public static string As(NodeSettings settings, string role) => $"{settings.Database};Options=-c role={role}";
}
