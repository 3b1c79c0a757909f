using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using OrleansRisk.Postgres;

namespace OrleansRisk.Silo.Options;

/// <summary>Reads and checks the settings, the same way for every command.</summary>
internal static class SettingsReader
{
    /// <summary>Throws <see cref="ValidationException"/> naming each that is out of its range.</summary>
    public static SiloSettings Read(string[] arguments)
    {
        var settings = Unchecked(arguments);
        var wrong = new List<ValidationResult>();
        if (!Validator.TryValidateObject(settings, new ValidationContext(settings), wrong, validateAllProperties: true))
        {
            throw new ValidationException(string.Join(' ', wrong.Select(result => result.ErrorMessage)));
        }

        string?[] roles = [settings.Writer, settings.Reader, settings.Projector, settings.Operator, settings.Silo];
        var complete = !roles.Any(string.IsNullOrEmpty);
        if (settings.Production ? settings.Database is not null || !complete : settings.Database is null && !complete)
        {
            throw new ValidationException(
                "Production takes a connection string for each of Writer, Reader, Projector, Operator and Silo, " +
                "and no administrator's; development takes one administrator's as Database.");
        }

        return settings;
    }

    /// <summary>For commands that need few of them.</summary>
    public static SiloSettings Unchecked(string[] arguments) => new ConfigurationBuilder()
        .AddEnvironmentVariables("RISK_").AddCommandLine(arguments).Build().Get<SiloSettings>() ?? new SiloSettings();

    public static PostgresOptions Databases(SiloSettings settings) => new()
    {
        Writer = settings.Writer ?? As(settings, "risk_writer"),
        Reader = settings.Reader ?? As(settings, "risk_reader"),
        Projector = settings.Projector ?? As(settings, "risk_projector"),
        Operator = settings.Operator ?? As(settings, "risk_operator"),
        Production = settings.Production,
    };

    /// <summary>For membership and the pool map; the provider's own statements name no schema.</summary>
    public static string Silo(SiloSettings settings) =>
        new Npgsql.NpgsqlConnectionStringBuilder(settings.Silo ?? As(settings, "risk_silo"))
        {
            SearchPath = "cluster",
            Timezone = "UTC",
            ApplicationName = "risk silo",
            MaxPoolSize = 8,
            Timeout = 3,
        }.ConnectionString;

    /// <summary>
    /// In development one login takes each role by itself; what it may do is then the role's, not its own.
    /// </summary>
    private static string As(SiloSettings settings, string role) => $"{settings.Database};Options=-c role={role}";
}
