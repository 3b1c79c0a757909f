using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansRisk.Cli.Input;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Cli.Output;

/// <summary>
/// Rows that were refused, one JSON object a line, with their error and as they stood: to be mended and sent by
/// themselves. The file is made before anything is sent, so that it is known that it can be, and goes if nothing was
/// refused. A file that was there before is never written over.
/// </summary>
internal sealed class RefusedRows : IDisposable
{
    private const string Ending = ".refused";

    private readonly FileStream _file;

    private RefusedRows(FileStream file) => _file = file;

    public string Path => _file.Name;

    public bool Any { get; private set; }

    /// <summary>Opens the file that <c>--refused</c> names.</summary>
    /// <param name="path">As it was given.</param>
    /// <param name="append">A sending that is resumed writes on.</param>
    public static RefusedRows Named(string path, bool append)
    {
        if (File.Exists(path) && !append)
        {
            throw new UsageException($"--refused {path}: the file is there already. Give another name, or move it.");
        }

        return Made(path, append ? FileMode.Append : FileMode.CreateNew);
    }

    /// <summary>
    /// Makes the first file that is not there yet: <c>FILE.refused.ndjson</c>, <c>FILE.refused.2.ndjson</c>…
    /// </summary>
    public static RefusedRows Beside(string file)
    {
        for (var number = 1; number <= Limits.RefusedFilesMax; number++)
        {
            var path = $"{file}{Ending}{(number == 1 ? "" : $".{number}")}.ndjson";
            try
            {
                if (!File.Exists(path))
                {
                    return Made(path, FileMode.CreateNew);
                }
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another sending has made it meanwhile.
            }
        }

        throw new UsageException($"{file}{Ending}.ndjson and {Limits.RefusedFilesMax - 1} more are there already: "
            + "give --refused FILE, or move them.");
    }

    /// <param name="row">The row; if it was sent, what was sent.</param>
    /// <param name="error">Why it was refused.</param>
    public void Write(InputRow row, Problem error)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            json.WriteStartObject();
            json.WriteNumber("line", row.Place);
            json.WritePropertyName("error");
            JsonSerializer.Serialize(json, error with { Line = row.Place }, ContractJson.Default.Problem);
            WriteRow(json, row);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        _file.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
        Any = true;
    }

    public void Dispose()
    {
        var empty = _file.Length == 0;
        _file.Dispose();
        if (empty)
        {
            File.Delete(Path);
        }
    }

    private static RefusedRows Made(string path, FileMode mode)
    {
        try
        {
            // No buffer of our own: what was refused is known also after a crash.
            return new RefusedRows(new FileStream(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0));
        }
        catch (Exception wrong) when (wrong is UnauthorizedAccessException or DirectoryNotFoundException
            || (wrong is IOException && !File.Exists(path)))
        {
            throw new UsageException(
                $"Nothing was sent: refused rows cannot be kept in {path} ({wrong.Message.TrimEnd('.')}). "
                + "Give --refused FILE in a folder that can be written to.");
        }
    }

    private static void WriteRow(Utf8JsonWriter json, InputRow row)
    {
        var text = row.Line is { } line ? System.Text.Encoding.UTF8.GetString(line.Utf8.Span) : row.Cells;
        if (text is null)
        {
            return;
        }

        try
        {
            using var parsed = JsonDocument.Parse(text);
            json.WritePropertyName("row");
            parsed.RootElement.WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteString("text", text); // what is no JSON is kept all the same
        }
    }
}
