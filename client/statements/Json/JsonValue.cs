using System.Globalization;
using System.Text.Json;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Json;

/// <summary>A value of a JSON document and the way to it.</summary>
internal readonly record struct JsonValue(JsonElement Element, string Path)
{
    /// <summary>Half of what the last decimal of any currency counts: less is noise of binary fractions.</summary>
    private const int NoiseDecimals = 9;

    public Place Place => Place.AtPath(Path);

    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    public bool IsArray => Element.ValueKind == JsonValueKind.Array;

    /// <summary>The member of that name; null if it is missing or null.</summary>
    public JsonValue? Member(string name) => IsObject && Element.TryGetProperty(name, out var member)
        && member.ValueKind != JsonValueKind.Null ? new JsonValue(member, $"{Path}.{name}") : null;

    /// <summary>The member at that path of names.</summary>
    public JsonValue? Find(params ReadOnlySpan<string> names)
    {
        JsonValue? at = this;
        foreach (var name in names)
        {
            at = at?.Member(name);
        }

        return at;
    }

    /// <summary>The text at that path, trimmed; null if it is missing, blank or no text and no number.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        var text = Find(names)?.Element switch
        {
            { ValueKind: JsonValueKind.String } found => Read(found),
            { ValueKind: JsonValueKind.Number } found => found.GetRawText(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>The values of an array; of an object that stands where an array should, that object.</summary>
    public IEnumerable<JsonValue> Items()
    {
        if (IsObject)
        {
            yield return this;
        }
        else if (IsArray)
        {
            var at = 0;
            foreach (var item in Element.EnumerateArray())
            {
                yield return new JsonValue(item, string.Create(CultureInfo.InvariantCulture, $"{Path}[{at++}]"));
            }
        }
    }

    /// <summary>The amount at that path, of a number or a text; refused if it is missing or none.</summary>
    public decimal Amount(params ReadOnlySpan<string> names)
    {
        var place = Place.AtPath($"{Path}.{string.Join('.', names.ToArray())}");
        var text = Text(names);
        if (text is null || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            || Math.Abs(amount) >= 100_000_000_000_000m)
        {
            throw RefusedException.Row(
                text is null ? RefusalCodes.MissingField : RefusalCodes.BadAmount, place);
        }

        var rounded = decimal.Round(amount, NoiseDecimals);
        return Find(names)?.Element.ValueKind == JsonValueKind.Number ? rounded : amount;
    }

    /// <summary>Day and time at that path; null if it is missing, refused if it is neither.</summary>
    public (DateOnly Day, RowTime? At)? Time(params ReadOnlySpan<string> names) => Text(names) is not { } text ? null
        : ClockText.ReadIso(text) ?? throw RefusedException.Row(
            RefusalCodes.BadDate, Place.AtPath($"{Path}.{string.Join('.', names.ToArray())}"));

    // Half of a surrogate pair is no text.
    private static string? Read(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
