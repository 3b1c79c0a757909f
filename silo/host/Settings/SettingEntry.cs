using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OrleansRisk.Host.Settings;

/// <summary>A setting as the command line and its help know it, made from the property that holds it.</summary>
/// <param name="Path">Its name, behind that of the setting it is in: <c>Port</c>, <c>Amqp:Queue</c>.</param>
/// <param name="Property">What holds it.</param>
internal sealed partial record SettingEntry(string Path, PropertyInfo Property)
{
    /// <summary>All there are, in the order of their names.</summary>
    public static IReadOnlyList<SettingEntry> All { get; } =
        [.. Of(typeof(HostSettings), "").OrderBy(static entry => entry.Path, StringComparer.Ordinal)];

    /// <summary>
    /// What each is for, its default and its range, by its path: the summaries of the properties' doc comments, which
    /// the build puts beside the program. Empty if they are not there.
    /// </summary>
    public static IReadOnlyDictionary<string, string> ReadComments()
    {
        var comments = All.Select(static entry => entry.Property.DeclaringType!.Assembly).Distinct()
            .Select(static assembly => System.IO.Path.ChangeExtension(assembly.Location, "xml"))
            .Where(File.Exists)
            .SelectMany(static file => XDocument.Load(file).Descendants("member"))
            .Where(static member => member.Attribute("name")!.Value.StartsWith("P:", StringComparison.Ordinal))
            .ToDictionary(static member => member.Attribute("name")!.Value);
        return All.ToDictionary(
            static entry => entry.Path,
            entry => comments.TryGetValue(
                $"P:{entry.Property.DeclaringType!.FullName}.{entry.Property.Name}", out var member)
                ? Spaces().Replace(string.Concat(member.Element("summary")!.Nodes().Select(Text)), " ").Trim()
                : "");
    }

    private static IEnumerable<SettingEntry> Of(Type type, string before) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        from entry in property.PropertyType == typeof(BrokerSettings)
            ? Of(property.PropertyType, $"{property.Name}:")
            : [new SettingEntry(before + property.Name, property)]
        select entry;

    private static string Text(XNode node) => node switch
    {
        XElement element when element.Attribute("cref") is { } named => named.Value.Split('.')[^1],
        XElement element => element.Value,
        _ => node.ToString(),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
