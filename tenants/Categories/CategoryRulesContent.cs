using System.Buffers;
using System.Text.Json;
using OrleansRisk.Core.Categories;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Categories;

/// <summary>
/// The content of a published of rules: UTF-8 JSON with <c>format</c> 1, <c>country</c> where there is one, and
/// <c>rules</c> in their order.
/// </summary>
public static class CategoryRulesContent
{
    private const int Format = 1;

    public static byte[] Write(string? country, IReadOnlyList<PayeeRule> rules)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            Write(json, "country", country);
            json.WriteStartArray("rules");
            foreach (var rule in rules)
            {
                json.WriteStartObject();
                json.WriteString("text", rule.Text);
                json.WriteString("category", CategoryCatalogue.NameOf(rule.Category));
                Write(json, "direction", RuleWords.Of(rule.Direction));
                Write(json, "field", RuleWords.Of(rule.Field));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static CategoryRules Read(ReferenceDataVersion published)
    {
        try
        {
            using var file = JsonDocument.Parse(published.Content);
            var root = file.RootElement;
            if (root.GetProperty("format").GetInt32() != Format)
            {
                throw new ReferenceDataUnreadableException("these are category rules of another format");
            }

            var rules = root.GetProperty("rules").EnumerateArray().Select(Rule).ToList();
            return new CategoryRules(published.Version, Text(root, "country"), rules, published.PublishedAt);
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException
            or InvalidDataException or FormatException)
        {
            throw new ReferenceDataUnreadableException("these bytes are no category rules of this format");
        }
    }

    private static PayeeRule Rule(JsonElement rule) => new(
        rule.GetProperty("text").GetString() ?? throw new InvalidDataException("a rule has no text"),
        CategoryCatalogue.Find(rule.GetProperty("category").GetString())
            ?? throw new InvalidDataException("a rule has a category that is none"),
        RuleWords.Direction(Text(rule, "direction")), RuleWords.Field(Text(rule, "field")));

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
