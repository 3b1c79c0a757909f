using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Xml;

/// <summary>A small part of an XML file, without namespaces: an entry, a balance, an account.</summary>
internal sealed class XmlElement(string name, string path)
{
    private readonly List<XmlElement> _children = [];
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    /// <summary>From the root, with the number of each element that is not the only one of its name.</summary>
    public string Path { get; } = path;

    public Place Place => Place.AtPath(Path);

    public string Text { get; set; } = "";

    public IReadOnlyList<XmlElement> Children => _children;

    public void Add(XmlElement child) => _children.Add(child);

    public void Add(string attribute, string value) => _attributes[attribute] = value;

    public string? Attribute(string name) => _attributes.TryGetValue(name, out var value) ? value : null;

    /// <summary>The first element at that path of names; null if there is none.</summary>
    public XmlElement? Find(params ReadOnlySpan<string> names)
    {
        var at = this;
        foreach (var name in names)
        {
            at = at._children.Find(child => child.Name == name);
            if (at is null)
            {
                return null;
            }
        }

        return at;
    }

    public IEnumerable<XmlElement> All(string name) => _children.Where(child => child.Name == name);

    /// <summary>The text at that path, trimmed; null if it is missing or blank.</summary>
    public string? TextOf(params ReadOnlySpan<string> names) =>
        Find(names)?.Text.Trim() is { Length: > 0 } text ? text : null;
}
