using System.Text.Json;
using OrleansRisk.Contract;

namespace OrleansRisk.Cli.Input;

/// <summary>
/// Finds names in a line that look like a slip for a transaction's field. The server drops names it does not know, so
/// an optional field that is misspelt would be lost without a word, and sending it again, mended, is another content
/// under a known identity.
/// </summary>
internal static class FieldNames
{
    private static readonly string[] Known =
        [.. ContractJson.Default.TransactionBody.Properties.Select(property => property.Name)];

    private static readonly byte[][] KnownUtf8 = [.. Known.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>
    /// The first such name and the field that is nearest; null if there is none, or the line is no JSON.
    /// </summary>
    public static (string Given, string Nearest)? Slip(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (!IsKnown(json) && json.GetString() is { Length: <= Limits.FieldNameMax } given
                    && Nearest.Of(given, Known) is { } near)
                {
                    return (given, near);
                }

                json.Skip();
            }
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // Not JSON, or not UTF-8: the server refuses the line and names the fault.
        }

        return null;
    }

    private static bool IsKnown(in Utf8JsonReader json)
    {
        foreach (var name in KnownUtf8)
        {
            if (json.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }
}
