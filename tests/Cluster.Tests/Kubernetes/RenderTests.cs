using OrleansRisk.Cluster.Tests.Support;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace OrleansRisk.Cluster.Tests.Kubernetes;

/// <summary>What the kustomizations come to, as they would be applied; they never were, to a real cluster.</summary>
public sealed class RenderTests
{
    private const string Tree = "k8s";

    private static readonly string[] Powers = ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"];

    /// <summary>Every folder of the tree that holds a kustomization.</summary>
    public static TheoryData<string> Folders() =>
    [
        .. Directory.GetFiles(Path.Combine(Approved.Root, Tree), "kustomization.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Approved.Root, Path.GetDirectoryName(file)!))
            .Order(StringComparer.Ordinal),
    ];

    [KubectlTheory]
    [MemberData(nameof(Folders))]
    public void Kustomization_EachOfTheTree_RendersToObjectsWithoutPowers(string folder)
    {
        var objects = Kubectl.Render(folder);
        Assert.NotEmpty(objects);
        Assert.All(
            objects.CountBy(each => (Manifest.Kind(each), Manifest.Name(each))), each => Assert.Equal(1, each.Value));
        Assert.DoesNotContain(objects, each => Powers.Contains(Manifest.Kind(each)));
    }

    [KubectlTheory]
    [InlineData("my")]
    [InlineData("sg")]
    public void Overlay_OfARegion_RendersBothPoolsInIt(string region)
    {
        var objects = Region(region);
        var deployments = objects["Deployment"].ToList();
        Assert.Equal(["silo-dedicated", "silo-main"], deployments.Select(Manifest.Name).Order());
        Assert.All(deployments, each => Assert.Equal(region, Value(each, "RISK_REGION")));
        Assert.Single(deployments.Select(each => Value(each, "RISK_CLUSTER")).Distinct());
        Assert.Equal(["dedicated", "main"], deployments.Select(each => Value(each, "RISK_POOL")).Order());

        // A pool's label among the peers would cut the silos of one pool off from those of the other.
        var policy = objects["NetworkPolicy"].Single().ToString();
        Assert.DoesNotContain("orleansrisk/pool", policy, StringComparison.Ordinal);
    }

    [KubectlTheory]
    [InlineData("my")]
    [InlineData("sg")]
    public void Overlay_EveryVariable_IsASettingWithinItsRange(string region)
    {
        var objects = Region(region);
        Assert.All(
            objects["Deployment"].Concat(objects["Job"]),
            each => Assert.Empty(Manifest.StrayVariables(Manifest.Container(each))));
    }

    [KubectlTheory]
    [InlineData("my")]
    [InlineData("sg")]
    public void Overlay_EachPool_HasItsAutoscalerBudgetAndAddress(string region)
    {
        var objects = Region(region);
        foreach (var deployment in objects["Deployment"])
        {
            var labels = Manifest.At(deployment, "spec", "template", "metadata", "labels");
            Assert.Single(objects["HorizontalPodAutoscaler"], each =>
                Manifest.Text(Manifest.At(each, "spec", "scaleTargetRef")["name"]) == Manifest.Name(deployment));
            Assert.Single(objects["PodDisruptionBudget"], each =>
                Selects(Manifest.At(each, "spec", "selector", "matchLabels"), labels));

            // What silos of another pool answer 421 with is a service that leads to this pool's silos and no others.
            var address = new Uri(Value(deployment, "RISK_PUBLICADDRESS"));
            var service = objects["Service"].Single(each => Manifest.Name(each) == address.Host);
            Assert.True(Selects(Manifest.At(service, "spec", "selector"), labels), $"{address}");
            var port = Manifest.Each(Manifest.At(service, "spec"), "ports")
                .Single(each => Manifest.Text(each["port"]) == $"{address.Port}");
            Assert.Equal("http2", Manifest.Text(port["targetPort"]));
            Assert.Single(objects["Deployment"], each => Selects(
                Manifest.At(service, "spec", "selector"),
                Manifest.At(each, "spec", "template", "metadata", "labels")));
        }
    }

    private static ILookup<string, YamlMappingNode> Region(string region) =>
        Kubectl.Render($"{Tree}/regions/{region}").ToLookup(Manifest.Kind);

    private static string Value(YamlMappingNode deployment, string variable) => Manifest.Text(
        Manifest.Each(Manifest.Container(deployment), "env")
            .Single(each => Manifest.Text(each["name"]) == variable)["value"]);

    private static bool Selects(YamlMappingNode selector, YamlMappingNode labels) => selector.Children.All(each =>
        labels.Children.TryGetValue(each.Key, out var value) && value.Equals(each.Value));
}
