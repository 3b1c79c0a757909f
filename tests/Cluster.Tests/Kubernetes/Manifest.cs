using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Host.Settings;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace OrleansRisk.Cluster.Tests.Kubernetes;

/// <summary>Manifests as trees of YAML, and what of them is held against the host.</summary>
internal static class Manifest
{
    private const string Prefix = "RISK_";

    /// <summary>The one object of a file of the repository.</summary>
    public static YamlMappingNode Read(string path) =>
        Assert.Single(Parse(File.ReadAllText(Path.Combine(Approved.Root, path))));

    public static IReadOnlyList<YamlMappingNode> Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(each => (YamlMappingNode)each.RootNode)];
    }

    public static YamlMappingNode At(YamlMappingNode node, params string[] path) =>
        path.Aggregate(node, (each, name) => (YamlMappingNode)each[name]);

    public static IEnumerable<YamlMappingNode> Each(YamlMappingNode node, string name) =>
        ((YamlSequenceNode)node[name]).Cast<YamlMappingNode>();

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    public static string Kind(YamlMappingNode manifest) => Text(manifest["kind"]);

    public static string Name(YamlMappingNode manifest) => Text(At(manifest, "metadata")["name"]);

    /// <summary>The pod that a Deployment or a Job makes.</summary>
    public static YamlMappingNode Pod(YamlMappingNode manifest) => At(manifest, "spec", "template", "spec");

    public static YamlMappingNode Container(YamlMappingNode manifest) =>
        Assert.Single(Each(Pod(manifest), "containers"));

    /// <summary>Variables that are no setting of the host, or stand here outside the setting's range.</summary>
    public static IEnumerable<string> StrayVariables(YamlMappingNode container) =>
        from variable in Each(container, "env")
        let name = Text(variable["name"])
        let setting = name.StartsWith(Prefix, StringComparison.Ordinal) ? Setting(name[Prefix.Length..]) : null
        where setting is null
            || (variable.Children.TryGetValue("value", out var value) && !IsWithinRange(setting, Text(value)))
        select name;

    private static PropertyInfo? Setting(string name) => typeof(HostSettings).GetProperty(
        name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);

    private static bool IsWithinRange(PropertyInfo setting, string value)
    {
        var typed = TypeDescriptor.GetConverter(setting.PropertyType).ConvertFromInvariantString(value);
        return setting.GetCustomAttributes<ValidationAttribute>().All(rule => rule.IsValid(typed));
    }
}
