using System.ComponentModel.DataAnnotations;

namespace OrleansRisk.Host.Settings;

/// <summary>Reads and checks the settings of every command the same way.</summary>
internal static class SettingsReader
{
    private const string Prefix = "RISK_";

    /// <summary>What <see cref="HostSettings.JournalWriters"/> was called, and is still read as.</summary>
    private const string FormerJournalWriters = "Lanes";

    /// <summary>
    /// The settings, checked; throws <see cref="ValidationException"/> naming each that is out of its range.
    /// </summary>
    /// <param name="stated">Settings of the command line by name.</param>
    public static HostSettings Read(IReadOnlyDictionary<string, string?> stated)
    {
        var settings = Unchecked(stated);
        if (new HostSettingsCheck().Validate(null, settings).Failures?.ToArray() is { Length: > 0 } failures)
        {
            throw new ValidationException(string.Join(' ', failures.Select(Sentence)));
        }

        CheckDatabases(settings);
        return settings.IsAlone || settings.KeyFile is { Length: > 0 }
            ? settings
            : throw new ValidationException("A silo needs KeyFile: every silo of a pool reads the same.");
    }

    /// <summary>For commands that need few of them.</summary>
    public static HostSettings Unchecked(IReadOnlyDictionary<string, string?> stated)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables(Prefix)
            .AddInMemoryCollection(stated)
            .Build();
        if (configuration[FormerJournalWriters] is { } writers)
        {
            configuration[nameof(HostSettings.JournalWriters)] ??= writers; // null would be bound, as no writer
        }

        try
        {
            var settings = configuration.Get<HostSettings>() ?? new HostSettings();
            settings.Database = string.IsNullOrEmpty(settings.Database) ? null : settings.Database;
            return settings;
        }
        catch (InvalidOperationException unreadable)
        {
            // Such as "Failed to convert configuration value 'x' at 'Port' to type 'System.Int32'."
            throw new ValidationException(unreadable.Message, unreadable);
        }
    }

    // The generated check says "Port: The field HostSettings.Port must be …".
    private static string Sentence(string failure) => failure[(failure.IndexOf(": ", StringComparison.Ordinal) + 2)..]
        .Replace($"{nameof(HostSettings)}.", "", StringComparison.Ordinal);

    private static void CheckDatabases(HostSettings settings)
    {
        string?[] roles = [settings.Writer, settings.Reader, settings.Projector, settings.Operator];
        var complete = roles.Concat(settings.IsAlone ? [] : [settings.Silo])
            .All(static role => !string.IsNullOrEmpty(role));
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
