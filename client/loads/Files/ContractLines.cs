using System.Text.Json;

namespace OrleansRisk.Loads.Files;

/// <summary>Lines that are transactions of the contract already, one JSON object each.</summary>
internal static class ContractLines
{
    /// <summary>Whether the first line that is not blank is such an object.</summary>
    public static bool AreIn(ReadOnlyMemory<byte> content)
    {
        foreach (var (_, line) in Of(content))
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                return json.RootElement.ValueKind == JsonValueKind.Object
                    && json.RootElement.TryGetProperty("account", out var account)
                    && account.ValueKind == JsonValueKind.String
                    && json.RootElement.TryGetProperty("currency", out _)
                    && json.RootElement.TryGetProperty("direction", out _);
            }
            catch (JsonException)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Each line with its number; blank ones are passed over.</summary>
    public static IEnumerable<(long Line, ReadOnlyMemory<byte> Text)> Of(ReadOnlyMemory<byte> content)
    {
        content = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
        for (var number = 1L; !content.IsEmpty; number++)
        {
            var feed = content.Span.IndexOf((byte)'\n');
            var line = feed < 0 ? content : content[..feed];
            content = feed < 0 ? default : content[(feed + 1)..];
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                yield return (number, line);
            }
        }
    }
}
