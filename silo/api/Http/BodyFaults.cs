using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Http;

/// <summary>Why a body is not of its shape: which error, and which of the shape's own fields.</summary>
internal static class BodyFaults
{
    /// <summary>
    /// True if a list holds null somewhere. The serializer takes that whatever a list's type says of its items, and no
    /// body of ours has a list that may.
    /// </summary>
    public static bool HasNullItem(ReadOnlySpan<byte> utf8, out string field)
    {
        var reader = new Utf8JsonReader(utf8);
        (field, var lists) = ("", 0UL); // one bit a level: whether it is a list
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    lists = (lists << 1) | (reader.TokenType == JsonTokenType.StartArray ? 1UL : 0);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    lists >>= 1;
                    break;
                case JsonTokenType.PropertyName:
                    field = reader.GetString()!;
                    break;
                case JsonTokenType.Null when (lists & 1) != 0:
                    return true;
            }
        }

        return false;
    }

    /// <summary>What the serializer met, as an error of the contract.</summary>
    public static LineFault Of(ReadOnlyMemory<byte> utf8, JsonTypeInfo shape, JsonException failure)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            return new LineFault(ErrorCodes.Utf8Invalid);
        }

        try
        {
            using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = Limits.DepthMax });
            return json.RootElement.ValueKind != JsonValueKind.Object
                ? new LineFault(ErrorCodes.NotAnObject)
                : Of(json.RootElement, shape, "") ?? new LineFault(ErrorCodes.FieldType, Place(failure.Path));
        }
        catch (JsonException broken)
        {
            var tooDeep = broken.Message.Contains("depth", StringComparison.Ordinal);
            return new LineFault(tooDeep ? ErrorCodes.TooDeep : ErrorCodes.JsonInvalid);
        }
        catch (InvalidOperationException)
        {
            return new LineFault(ErrorCodes.Utf8Invalid); // half of a surrogate pair in a name
        }
    }

    /// <summary>Unknown, doubled, null and missing members; null if all are as they should be.</summary>
    private static LineFault? Of(JsonElement json, JsonTypeInfo shape, string before)
    {
        var seen = new HashSet<string>();
        foreach (var member in json.EnumerateObject())
        {
            if (shape.Properties.FirstOrDefault(property => property.Name == member.Name) is not { } known)
            {
                return new LineFault(
                    ErrorCodes.FieldUnknown, UnknownFields.IsName(member.Name) ? before + member.Name : null,
                    Allowed: string.Join(", ", shape.Properties.Select(static property => property.Name)));
            }

            var place = before + known.Name;
            if (!seen.Add(known.Name))
            {
                return new LineFault(ErrorCodes.FieldDuplicated, place);
            }

            if (member.Value.ValueKind == JsonValueKind.Null && !known.IsSetNullable)
            {
                return new LineFault(ErrorCodes.FieldType, place);
            }

            if (Inside(member.Value, shape.Options.GetTypeInfo(known.PropertyType), place) is { } fault)
            {
                return fault;
            }
        }

        return shape.Properties.FirstOrDefault(property => property.IsRequired && !seen.Contains(property.Name))
            is { } missing ? new LineFault(ErrorCodes.FieldMissing, before + missing.Name) : null;
    }

    private static LineFault? Inside(JsonElement value, JsonTypeInfo shape, string place) => shape.Kind switch
    {
        JsonTypeInfoKind.Object when value.ValueKind == JsonValueKind.Object => Of(value, shape, place + "."),
        JsonTypeInfoKind.Enumerable when value.ValueKind == JsonValueKind.Array => value.EnumerateArray()
            .Select(item => Inside(item, shape.Options.GetTypeInfo(shape.ElementType!), place))
            .FirstOrDefault(static fault => fault is not null),
        _ => null,
    };

    /// <summary><c>$.filter.outcomes[0]</c> as <c>filter.outcomes</c>: only our own names by now.</summary>
    private static string? Place(string? path)
    {
        var names = (path ?? "").Split('.').Skip(1).Select(static name => name.Split('[')[0]);
        return string.Join('.', names) is { Length: > 0 } place ? place : null;
    }
}
