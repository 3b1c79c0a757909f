using System.Globalization;
using System.Text.Json;

namespace OrleansRisk.Maps.Cells;

/// <summary>
/// A path into JSON: names divided by dots, <c>[3]</c> for one element, <c>[*]</c> for each; <c>$</c> before it means
/// the whole document. Of the standard (RFC 9535) only this much.
/// </summary>
internal sealed class JsonPath
{
    /// <summary>A step is a name, an index, or, with neither, every element.</summary>
    private readonly record struct Step(string? Name, int? Index);

    private readonly Step[] _steps;

    private JsonPath(Step[] steps, bool absolute) => (_steps, Absolute) = (steps, absolute);

    /// <summary>Begins at the document, not at the row.</summary>
    public bool Absolute { get; }

    public static JsonPath Parse(string text, string place)
    {
        var absolute = text.StartsWith('$');
        var steps = new List<Step>();
        foreach (var part in text.AsSpan(absolute ? 1 : 0).ToString().Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? part : part[..bracket];
            if (name == "*")
            {
                throw new MapException(place, "a star stands in brackets, for each element of an array; rows that lie "
                    + "under several names are listed as \"rows\": [{\"path\", \"status\"}]");
            }

            if (name.Length > 0)
            {
                steps.Add(new Step(name, null));
            }

            Brackets(bracket < 0 ? "" : part[bracket..], steps, place);
        }

        return steps.Count is > 0 and <= Limits.PathStepsMax
            ? new JsonPath([.. steps], absolute)
            : throw new MapException(place, $"a path has 1 to {Limits.PathStepsMax} steps");
    }

    /// <summary>Every place that the path leads to, with the element taken at each <c>[*]</c>.</summary>
    public IEnumerable<(JsonElement Found, IReadOnlyList<int> Stars)> All(JsonElement root) => All(root, 0, []);

    /// <summary>Where the path ends before it has led to anything, and what is there.</summary>
    public string Stops(JsonElement root)
    {
        var (at, way) = (root, "$");
        foreach (var step in _steps)
        {
            var next = step.Name is { } name ? Member(at, name) : Element(at, step.Index ?? 0);
            if (next is not { } found)
            {
                return $"{way} {Has(at)}{(step.Name is null ? "" : $", and not '{step.Name}'")}.";
            }

            (at, way) = (found, way + (step.Name is null ? $"[{step.Index ?? 0}]" : "." + step.Name));
        }

        return $"{way} {Has(at)}.";
    }

    private static string Has(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.Object => "is an object with " + Names(at),
        JsonValueKind.Array => at.GetArrayLength() == 0 ? "is an empty array" : "is an array",
        JsonValueKind.Null => "is null",
        _ => "is a value",
    };

    // Names that are no plain words may be personal: a document may have accounts or people as names.
    private static string Names(JsonElement at)
    {
        var names = at.EnumerateObject().Select(static member => member.Name)
            .Where(static name => name.Length is > 0 and <= Limits.NameLettersMax && name.All(
                static letter => char.IsAsciiLetter(letter) || letter is '_' or '-' or '@')).ToList();
        return names.Count == 0 ? "no plain names"
            : string.Join(", ", names.Take(Limits.ColumnsNamed)) + (names.Count > Limits.ColumnsNamed ? " …" : "");
    }

    /// <summary>The one place, with the row's own elements at each <c>[*]</c>; null where there is nothing.</summary>
    public JsonElement? One(JsonElement from, IReadOnlyList<int> stars)
    {
        var star = 0;
        foreach (var step in _steps)
        {
            var next = step.Name is { } name ? Member(from, name)
                : Element(from, step.Index ?? (star < stars.Count ? stars[star++] : -1));
            if (next is not { } found)
            {
                return null;
            }

            from = found;
        }

        return from;
    }

    private static void Brackets(string text, List<Step> steps, string place)
    {
        while (text.Length > 0)
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            var inside = text[0] == '[' && end > 1 ? text[1..end] : "";
            if (inside != "*" && !int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                throw new MapException(place, "in brackets stands a number or *");
            }

            steps.Add(new Step(null, inside == "*" ? null : int.Parse(inside, CultureInfo.InvariantCulture)));
            text = text[(end + 1)..];
        }
    }

    private IEnumerable<(JsonElement Found, IReadOnlyList<int> Stars)> All(JsonElement at, int step, int[] stars)
    {
        if (step == _steps.Length)
        {
            return [(at, stars)];
        }

        var (name, index) = _steps[step];
        if (name is null && index is null)
        {
            return at.ValueKind != JsonValueKind.Array ? [] : at.EnumerateArray()
                .SelectMany((element, number) => All(element, step + 1, [.. stars, number]));
        }

        var next = name is not null ? Member(at, name) : Element(at, index!.Value);
        return next is { } found ? All(found, step + 1, stars) : [];
    }

    private static JsonElement? Member(JsonElement at, string name) =>
        at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var member) ? member : null;

    private static JsonElement? Element(JsonElement at, int index) =>
        at.ValueKind == JsonValueKind.Array && index >= 0 && index < at.GetArrayLength() ? at[index] : null;
}
