using System.Text.Json;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Contract.Transactions;

/// <summary>One line of an answered stream: a decision, an error, or the end.</summary>
public abstract record AnswerLine
{
    private AnswerLine()
    {
    }

    /// <summary>Recorded (or known before): acknowledged.</summary>
    public sealed record Decided(DecisionBody Decision) : AnswerLine;

    /// <summary>Not acknowledged: what the tenant has stated for want of a decision. Send it again.</summary>
    public sealed record Degraded(FallbackBody Fallback) : AnswerLine;

    /// <summary>Not acknowledged; the code says whether sending it again can help.</summary>
    public sealed record Failed(ErrorLine Line) : AnswerLine;

    /// <summary>Nothing follows.</summary>
    public sealed record Ended(EndLine Line) : AnswerLine;

    /// <summary>
    /// Reads one line without its line feed; throws <see cref="JsonException"/> where it is none of these.
    /// </summary>
    public static AnswerLine Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An answer line is an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("decision"u8))
            {
                return new Decided(JsonSerializer.Deserialize(utf8, ContractJson.Default.DecisionBody)!);
            }

            if (reader.ValueTextEquals("recorded"u8))
            {
                return new Degraded(JsonSerializer.Deserialize(utf8, ContractJson.Default.FallbackBody)!);
            }

            if (reader.ValueTextEquals("error"u8))
            {
                return new Failed(JsonSerializer.Deserialize(utf8, ContractJson.Default.ErrorLine)!);
            }

            if (reader.ValueTextEquals("end"u8))
            {
                return new Ended(JsonSerializer.Deserialize(utf8, ContractJson.Default.EndLine)!);
            }

            reader.Skip();
        }

        throw new JsonException("An answer line holds decision, recorded, error or end.");
    }
}
