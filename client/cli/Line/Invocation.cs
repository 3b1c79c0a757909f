using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansRisk.Client;
using OrleansRisk.Contract;

namespace OrleansRisk.Cli;

/// <summary>A command that was called: its values, and the way to server and terminal.</summary>
internal sealed class Invocation(ParseResult parsed, Terminal terminal)
{
    private static readonly ContractJson Readable = new(new JsonSerializerOptions(ContractJson.Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public Terminal Terminal { get; } = terminal;

    public string Argument(string name) => parsed.GetRequiredValue<string>(name);

    /// <summary>Every value of an argument of many.</summary>
    public IReadOnlyList<string> Files(string name) => parsed.GetRequiredValue<string[]>(name);

    public string? Text(string option) => parsed.GetValue<string>(option);

    public bool Switch(string option) => parsed.GetValue<bool>(option);

    public IReadOnlyList<string> Many(string option) => parsed.GetValue<string[]>(option) ?? [];

    public int? Number(string option, int low, int high)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= low && number <= high
                ? number
                : throw UsageException.Of(option, $"a whole number from {low} to {high}", text);
    }

    public DateTimeOffset? Time(string option)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var time) && text[^1] is 'Z' or >= '0' and <= '9'
            ? time
            : throw UsageException.Of(option, "a time as RFC 3339 writes it, as 2026-05-04T09:30:00+08:00", text);
    }

    public DateOnly? Date(string option) => Text(option) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : throw UsageException.Of(option, "a date as YYYY-MM-DD", text);

    /// <summary>One of these words; null if the option was left out.</summary>
    public string? Word(string option, params string[] words) => Text(option) is not { } text ? null
        : words.Contains(text) ? text
        : throw UsageException.Of(option, $"{string.Join(", ", words[..^1])} or {words[^1]}", text);

    public RiskClient Client() => Connection.Open(Text("--url"), Text("--key"), Text("--key-file"), Terminal);

    /// <summary>Writes a result for people and programs alike: one JSON value, indented.</summary>
    public async Task<int> Show<T>(T result, Func<ContractJson, JsonTypeInfo<T>> shape, CancellationToken cancel)
    {
        await Terminal.Out.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(result, shape(Readable)), cancel);
        await Terminal.Out.WriteAsync("\n"u8.ToArray(), cancel);
        await Terminal.Out.FlushAsync(cancel);
        return ExitCode.Done;
    }
}
