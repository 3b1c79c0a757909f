using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace OrleansRisk.Hosting.Settings;

/// <summary>Reads and checks the settings of every command of either host the same way.</summary>
internal static class SettingsReader
{
    private const string Prefix = "RISK_";

    /// <summary>
    /// The settings, checked; throws <see cref="ValidationException"/> naming each that is out of its range.
    /// </summary>
    /// <param name="arguments">Of the command line, without the command.</param>
    /// <param name="roles">The connection strings that production names one by one.</param>
    public static TSettings Read<TSettings>(string[] arguments, Func<TSettings, string?[]> roles)
        where TSettings : NodeSettings, new()
    {
        var settings = Unchecked<TSettings>(arguments);
        var wrong = new List<ValidationResult>();
        if (!Validator.TryValidateObject(settings, new ValidationContext(settings), wrong, validateAllProperties: true))
        {
            throw new ValidationException(string.Join(' ', wrong.Select(result => result.ErrorMessage)));
        }

        CheckDatabases(settings, !roles(settings).Any(string.IsNullOrEmpty));
        return settings;
    }

    /// <summary>For commands that need few of them.</summary>
    public static TSettings Unchecked<TSettings>(string[] arguments)
        where TSettings : NodeSettings, new() => new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables(Prefix)
            .AddCommandLine(arguments)
            .Build().Get<TSettings>() ?? new TSettings();

    private static void CheckDatabases(NodeSettings settings, bool complete)
    {
        if (settings.Production && (settings.Database is not null || !complete))
        {
            throw new ValidationException(
                "Production takes a connection string for each role (Writer, Reader, Projector, Operator; a silo's "
                + "Silo too) and no administrator's (Database).");
        }

        if (settings.Database is null && !complete)
        {
            throw new ValidationException(
                "No database: RISK_DATABASE='Host=…;Username=…;Database=…' names one, "
                + "or one connection string for each role.");
        }
    }
}
