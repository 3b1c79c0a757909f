using System.Text.Json;
using OrleansRisk.Core.Categories;

namespace OrleansRisk.Tenants.Categories;

/// <summary>
/// The file of a pack: <c>country</c>, <c>version</c>, and <c>rules</c>, of which each has a <c>category</c>, perhaps a
/// <c>direction</c> and a <c>field</c>, and the <c>texts</c> that mean it. A file that cannot be meant stops the
/// program, and a test first.
/// </summary>
internal static class PackFile
{
    public static (int Version, IReadOnlyList<PayeeRule> Rules) Read(Stream stream, string country)
    {
        using var file = JsonDocument.Parse(stream);
        var root = file.RootElement;
        if (root.GetProperty("country").GetString() != country)
        {
            throw new InvalidDataException($"the pack of '{country}' is of another country");
        }

        var rules = new List<PayeeRule>();
        foreach (var group in root.GetProperty("rules").EnumerateArray())
        {
            var name = group.GetProperty("category").GetString();
            var category = CategoryCatalogue.Find(name)
                ?? throw new InvalidDataException($"the pack of '{country}' has a category '{name}' that is none");
            var direction = RuleWords.Direction(Text(group, "direction"));
            var field = RuleWords.Field(Text(group, "field"));
            rules.AddRange(group.GetProperty("texts").EnumerateArray()
                .Select(text => new PayeeRule(text.GetString()!, category, direction, field)));
        }

        return RuleCheck.Fault(rules) is { } fault
            ? throw new InvalidDataException($"the pack of '{country}': {fault.Place} {fault.Why}")
            : (root.GetProperty("version").GetInt32(), rules);
    }

    private static string? Text(JsonElement group, string name) =>
        group.TryGetProperty(name, out var value) ? value.GetString() : null;
}
