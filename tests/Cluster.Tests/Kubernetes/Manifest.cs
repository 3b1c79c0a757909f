using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Silo.Options;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace OrleansRisk.Cluster.Tests.Kubernetes;

/// <summary>Manifests as trees of YAML, and what of them is held against the host.</summary>
internal static class Manifest
{
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

    /// <summary>Every variable is a setting of the host; one that stands here is within the setting's range.</summary>
    public static void HasSettingsOnly(YamlMappingNode container)
    {
        foreach (var variable in Each(container, "env"))
        {
            var name = Text(variable["name"]);
            Assert.StartsWith("RISK_", name, StringComparison.Ordinal);
            var setting = typeof(SiloSettings).GetProperty(
                name["RISK_".Length..], BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            Assert.True(setting is not null, $"{name} is no setting of the host");
            if (variable.Children.TryGetValue("value", out var value))
            {
                var typed = TypeDescriptor.GetConverter(setting.PropertyType).ConvertFromInvariantString(Text(value));
                Assert.All(
                    setting.GetCustomAttributes<ValidationAttribute>(), rule => Assert.True(rule.IsValid(typed), name));
            }
        }
    }
}
