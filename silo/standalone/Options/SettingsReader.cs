using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace OrleansRisk.Standalone.Options;

/// <summary>Reads the settings of every command the same way.</summary>
internal static class SettingsReader
{
    private const string Prefix = "RISK_";

    /// <summary>
    /// The settings, checked; throws <see cref="ValidationException"/> naming each that is out of its range.
    /// </summary>
    public static HostSettings Read(string[] arguments)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables(Prefix)
            .AddCommandLine(arguments)
            .Build();
        var settings = configuration.Get<HostSettings>() ?? new HostSettings();
        Check(settings);
        return settings;
    }

    private static void Check(HostSettings settings)
    {
        var wrong = new List<ValidationResult>();
        if (!Validator.TryValidateObject(settings, new ValidationContext(settings), wrong, validateAllProperties: true))
        {
            throw new ValidationException(string.Join(' ', wrong.Select(result => result.ErrorMessage)));
        }

        string?[] roles = [settings.Writer, settings.Reader, settings.Projector, settings.Operator];
        if (settings.Production && (settings.Database is not null || roles.Any(string.IsNullOrEmpty)))
        {
            throw new ValidationException(
                "Production takes a connection string for each role (Writer, Reader, Projector, Operator) "
                + "and no administrator's (Database).");
        }

        if (settings.Database is null && roles.Any(string.IsNullOrEmpty))
        {
            throw new ValidationException(
                "No database: RISK_DATABASE='Host=…;Username=…;Database=…' names one, "
                + "or one connection string for each role.");
        }
    }
}
