using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansRisk.Contract.Decisions;

namespace OrleansRisk.Cli.Output;

/// <summary>
/// What was acknowledged, one JSON object a line, handed to the operating system as each answer arrives: after a crash
/// of this program or of the server, the file says what must be there.
/// </summary>
internal sealed class Acknowledgements : IDisposable
{
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _line = new(512);
    private readonly Utf8JsonWriter _json;

    public Acknowledgements(string path)
    {
        // No buffer of our own: what Write has been given is the operating system's.
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions
        {
            Encoder =
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping
        });
    }

    public void Write(DecisionBody decision)
    {
        _json.WriteStartObject();
        _json.WriteString("account", decision.Account);
        _json.WriteString("transaction", decision.Transaction);
        _json.WriteString("status", decision.Status);
        _json.WriteString("decision", decision.Decision);
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        _file.Write(_line.WrittenSpan);
        _line.ResetWrittenCount();
        _json.Reset();
    }

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }
}
