using System.Text.Json;
using OrleansRisk.Statements.Columns;

namespace OrleansRisk.Statements.Pdf;

/// <summary>What is particular of one bank's statements; the table itself is found by its header.</summary>
internal sealed record PdfTemplate
{
    private static readonly List<PdfTemplate> Shipped = [.. typeof(PdfTemplate).Assembly.GetManifestResourceNames()
        .Where(static name => name.StartsWith("template-", StringComparison.Ordinal))
        .OrderBy(static name => name.StartsWith("template-other", StringComparison.Ordinal))
        .ThenBy(static name => name, StringComparer.Ordinal).Select(Load)];

    private static readonly PdfTemplate Other = new() { Name = "table", Bank = null };

    /// <summary>The dialect's name.</summary>
    public required string Name { get; init; }

    /// <summary>The bank's name; null if it is unknown.</summary>
    public required string? Bank { get; init; }

    /// <summary>Phrases of its pages, one of which is enough.</summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>Phrases without which it is another kind of paper of the bank.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>ISO 4217, unless a page states another.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether 03/11 is the third of November; null if the pages show it.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>Whether an amount without a sign is a debit, as on a card's statement.</summary>
    public bool UnsignedIsDebit { get; init; }

    /// <summary>Names of columns that other banks do not use, or use otherwise.</summary>
    public IReadOnlyDictionary<string, ColumnRole> Headers { get; init; } = new Dictionary<string, ColumnRole>();

    /// <summary>Beginnings of lines that are none of a row.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>The template whose phrases the pages have; a table of no known bank if there is none.</summary>
    public static PdfTemplate Of(string text)
    {
        bool Has(string phrase) => text.Contains(phrase, StringComparison.OrdinalIgnoreCase);
        return Shipped.Find(each => each.Phrases.Any(Has) && each.Needed.All(Has)) ?? Other;
    }

    /// <summary>What the column of that name holds; null if the name is unknown.</summary>
    public ColumnRole? RoleOf(string header) =>
        Headers.TryGetValue(ColumnNames.Plain(header), out var role) ? role
            : ColumnNames.RoleOf(header)
                ?? (header.LastIndexOf(' ') is > 0 and var last ? RoleOf(header[..last]) : null);

    private static PdfTemplate Load(string resource)
    {
        using var stream = typeof(PdfTemplate).Assembly.GetManifestResourceStream(resource)!;
        using var json = JsonDocument.Parse(stream);
        var root = json.RootElement;
        return new PdfTemplate
        {
            Name = root.GetProperty("name").GetString()!,
            Bank = root.GetProperty("bank").GetString(),
            Phrases = Texts(root, "phrases"),
            Needed = Texts(root, "needed"),
            Currency = root.TryGetProperty("currency", out var currency) ? currency.GetString() : null,
            DayFirst = root.TryGetProperty("day_first", out var first) ? first.GetBoolean() : null,
            UnsignedIsDebit = root.TryGetProperty("unsigned_is_debit", out var debit) && debit.GetBoolean(),
            Headers = !root.TryGetProperty("headers", out var headers) ? new Dictionary<string, ColumnRole>()
                : headers.EnumerateObject().ToDictionary(static each => each.Name,
                    static each => Enum.Parse<ColumnRole>(each.Value.GetString()!)),
            Skipped = Texts(root, "skipped"),
        };
    }

    private static List<string> Texts(JsonElement root, string name) => root.TryGetProperty(name, out var texts)
        ? [.. texts.EnumerateArray().Select(static text => text.GetString()!)] : [];
}
