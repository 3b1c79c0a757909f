using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansRisk.Cli.Input;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Cli.Output;

/// <summary>
/// Rows that were refused, one JSON object a line, with their error and as they stood: to be mended and sent by
/// themselves. The file comes into being with the first of them.
/// </summary>
internal sealed class RefusedRows(string path) : IDisposable
{
    private FileStream? _file;

    public string Path => path;

    public bool Any => _file is not null;

    /// <param name="row">The row; where it was sent, what was sent.</param>
    /// <param name="error">Why it was refused.</param>
    public void Write(InputRow row, Problem error)
    {
        // No buffer of our own: what was refused is known also after a crash.
        _file ??= new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
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
    }

    public void Dispose() => _file?.Dispose();

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
