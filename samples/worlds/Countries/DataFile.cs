namespace OrleansRisk.Samples.Worlds.Countries;

/// <summary>
/// A data file: <c>[section]</c> lines, each followed by its items. A line that begins with <c>#</c> is a comment;
/// an empty line within a section is an empty item, one before the next section is not.
/// </summary>
internal sealed class DataFile
{
    private readonly Dictionary<string, string[]> _sections = new(StringComparer.Ordinal);

    private DataFile(string text)
    {
        var (name, items) = ("", new List<string>());
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append("[]"))
        {
            if (line.StartsWith('['))
            {
                while (items.Count > 0 && items[^1].Length == 0)
                {
                    items.RemoveAt(items.Count - 1);
                }

                _sections.Add(name, [.. items]);
                (name, items) = (line.Trim('[', ']'), []);
            }
            else if (!line.StartsWith('#'))
            {
                items.Add(line);
            }
        }
    }

    public static DataFile Read(string name)
    {
        using var stream = typeof(DataFile).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"There is no data file {name}.");
        using var reader = new StreamReader(stream);
        return new DataFile(reader.ReadToEnd());
    }

    public string[] Items(string section) => _sections.TryGetValue(section, out var items) && items.Length > 0
        ? items
        : throw new FormatException($"The section [{section}] is missing or empty.");

    public bool Has(string section) => _sections.ContainsKey(section);

    /// <summary>Items of the form <c>key|rest</c>; a key may come several times.</summary>
    public ILookup<string, string> Keyed(string section) =>
        Items(section).Select(static item => item.Split('|', 2))
            .ToLookup(static parts => parts[0], static parts => parts.Length > 1 ? parts[1] : "");
}
