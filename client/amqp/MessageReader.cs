using System.Net.Http.Headers;
using System.Text.Json;
using OrleansRisk.Client;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Amqp;

/// <summary>The transactions of a message: its content type says whether it is one or holds one a line.</summary>
internal sealed class MessageReader
{
    private readonly TransactionMap? _map;
    private readonly JsonPaths? _paths;

    public MessageReader(MapFile? map) => _map = map?.Bind(out _paths);

    /// <summary>Each once, in order; at least one: a message that holds nothing is refused as a whole.</summary>
    public IEnumerable<MessageRow> Rows(Delivery message)
    {
        if (Fault(message) is { } fault)
        {
            return [MessageRow.Refused(null, message.Body, fault)];
        }

        return IsLines(message) ? Lines(message.Body) : [One(null, message.Body)];
    }

    private static ErrorCode? Fault(Delivery message) => message switch
    {
        { IsEncoded: true } => ErrorCodes.EncodingUnsupported,
        { Body.Length: > Limits.MessageBytesMax } => ErrorCodes.BodyTooLarge,
        _ when Type(message) is not (MediaTypes.Json or MediaTypes.Ndjson) => ErrorCodes.ContentTypeUnsupported,
        _ when message.Body.Span.Trim(" \t\r\n"u8).IsEmpty => ErrorCodes.BodyMissing,
        _ => null,
    };

    private static bool IsLines(Delivery message) => Type(message) == MediaTypes.Ndjson;

    /// <summary>A message whose sender says nothing is one transaction.</summary>
    private static string? Type(Delivery message) => message.ContentType switch
    {
        null or "" => MediaTypes.Json,
        _ => MediaTypeHeaderValue.TryParse(message.ContentType, out var said)
            ? said.MediaType?.ToLowerInvariant() : null,
    };

    private IEnumerable<MessageRow> Lines(ReadOnlyMemory<byte> body)
    {
        for (var place = 1L; !body.IsEmpty; place++)
        {
            var feed = body.Span.IndexOf((byte)'\n');
            var line = feed < 0 ? body : body[..feed];
            body = feed < 0 ? default : body[(feed + 1)..];
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                yield return One(place, line);
            }
        }
    }

    private MessageRow One(long? place, ReadOnlyMemory<byte> json)
    {
        if (json.Length > Limits.LineBytesMax)
        {
            return MessageRow.Refused(place, json, ErrorCodes.LineTooLong);
        }

        try
        {
            return MessageRow.Sendable(
                place, json, _map is null ? TransactionLine.FromJson(OnOneLine(json)) : Mapped(json));
        }
        catch (JsonException)
        {
            return MessageRow.Refused(place, json, ErrorCodes.JsonInvalid);
        }
        catch (RowException wrong)
        {
            return MessageRow.Refused(
                place, json, ErrorCodes.ValueUnknown, wrong.Column, $"The column {wrong.Message}.");
        }
    }

    private TransactionLine Mapped(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return TransactionLine.Of(_map!.Transaction(_paths!.Rows(document.RootElement).Single()));
    }

    /// <summary>
    /// Between the parts of valid JSON a line feed means what a space means, and within them there is none; so what
    /// stands on several lines is read first, and nothing invalid becomes valid.
    /// </summary>
    private static ReadOnlyMemory<byte> OnOneLine(ReadOnlyMemory<byte> json)
    {
        if (!json.Span.Contains((byte)'\n'))
        {
            return json;
        }

        var reader = new Utf8JsonReader(json.Span);
        while (reader.Read())
        {
        }

        var line = json.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        return line;
    }
}
