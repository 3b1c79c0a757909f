using System.Globalization;
using System.Net;
using System.Xml.Linq;
using OrleansRisk.Api;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Webhooks.Outbound;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace OrleansRisk.Cluster.Tests.Kubernetes;

/// <summary>Holds the manifests against the host's own settings.</summary>
public sealed class ManifestTests
{
    private static readonly YamlMappingNode Deployment = Manifest.Read("k8s/base/deployment.yaml");
    private static readonly YamlMappingNode Job = Manifest.Read("k8s/migration/job.yaml");
    private static readonly YamlMappingNode Container = Manifest.Container(Deployment);

    [Fact]
    public void Manifests_EveryVariable_IsASettingWithinItsRange()
    {
        Assert.Empty(Manifest.StrayVariables(Container));
        Assert.Empty(Manifest.StrayVariables(Manifest.Container(Job)));
    }

    [Theory]
    [InlineData("http", "RISK_PORT")]
    [InlineData("http2", "RISK_HTTP2PORT")]
    [InlineData("silo", "RISK_SILOPORT")]
    public void Deployment_EveryPort_IsTheOneTheHostIsToldToListenAt(string port, string variable)
    {
        var named = Manifest.Each(Container, "ports").Single(each => Manifest.Text(each["name"]) == port);
        Assert.Equal(Value(variable), Manifest.Text(named["containerPort"]));
    }

    [Fact]
    public void NetworkPolicy_OfTheSilo_LetsInToItsPortsOnly()
    {
        var policy = Manifest.At(Manifest.Read("k8s/network/network-policy.yaml"), "spec");
        Assert.Equal(
            Manifest.Each(Container, "ports").Select(each => Manifest.Text(each["containerPort"])).Order(),
            Manifest.Each(policy, "ingress").SelectMany(each => Manifest.Each(each, "ports"))
                .Select(each => Manifest.Text(each["port"])).Order());
        Assert.All(Manifest.Each(policy, "ingress"), each => Assert.NotEmpty(Manifest.Each(each, "from")));
        Assert.Equal(["Ingress", "Egress"], ((YamlSequenceNode)policy["policyTypes"]).Select(Manifest.Text));
    }

    /// <summary>What passes the host's own rule for webhooks passes the policy, and nothing else.</summary>
    [Fact]
    public void NetworkPolicy_ForWebhooks_LetsOutWhereTheHostWould()
    {
        var policy = Manifest.At(Manifest.Read("k8s/network/network-policy.yaml"), "spec");
        var block = Manifest.Each(policy, "egress").Where(each => each.Children.ContainsKey("to"))
            .SelectMany(each => Manifest.Each(each, "to"))
            .Where(each => each.Children.ContainsKey("ipBlock")).Select(each => Manifest.At(each, "ipBlock")).Single();
        var except = ((YamlSequenceNode)block["except"]).Select(each => IPNetwork.Parse(Manifest.Text(each))).ToList();
        var host = new NetworkRules(NetworkRules.Public);
        var random = new Random(1);
        var drawn = Enumerable.Range(0, 100_000).Select(_ => new IPAddress(random.NextInt64(1L << 32)));
        Assert.Equal("0.0.0.0/0", Manifest.Text(block["cidr"]));
        Assert.All(
            drawn.Concat(except.Select(network => network.BaseAddress)),
            address => Assert.Equal(host.Allows(address), !except.Any(network => network.Contains(address))));
    }

    [Fact]
    public void Deployment_TimeToEnd_OutlastsTheHosts()
    {
        var grace = int.Parse(
            Manifest.Text(Manifest.Pod(Deployment)["terminationGracePeriodSeconds"]), CultureInfo.InvariantCulture);
        var stop = int.Parse(Value("RISK_STOPSECONDS"), CultureInfo.InvariantCulture);
        Assert.True(grace > stop && stop > 30, $"{grace} s > {stop} s > 30 s");
    }

    [Theory]
    [InlineData("startupProbe", "/health/ready")]
    [InlineData("readinessProbe", "/health/ready")]
    [InlineData("livenessProbe", "/health/live")]
    public void Deployment_EveryProbe_AsksWhatTheHostAnswers(string probe, string path) =>
        Assert.Equal(path, Manifest.Text(Manifest.At(Container, probe, "httpGet")["path"]));

    [Fact]
    public void Pods_OfTheSiloAndItsMigration_HaveNoTokenAndNoPowers()
    {
        foreach (var manifest in new[] { Deployment, Job })
        {
            var (pod, container) = (Manifest.Pod(manifest), Manifest.Container(manifest));
            Assert.Equal("false", Manifest.Text(pod["automountServiceAccountToken"]));
            Assert.Equal("true", Manifest.Text(Manifest.At(pod, "securityContext")["runAsNonRoot"]));
            var security = Manifest.At(container, "securityContext");
            Assert.Equal("true", Manifest.Text(security["readOnlyRootFilesystem"]));
            var dropped = (YamlSequenceNode)Manifest.At(security, "capabilities")["drop"];
            Assert.Equal("ALL", Manifest.Text(dropped[0]));
            Assert.NotEmpty(Manifest.At(container, "resources", "requests").Children);
            Assert.NotEmpty(Manifest.Text(Manifest.At(container, "resources", "limits")["memory"]));
        }
    }

    [Fact]
    public void Image_OfTheSiloAndItsMigration_IsTheOneTheBuildMakes()
    {
        var project = XDocument.Load(Path.Combine(Approved.Root, "silo/host/OrleansRisk.Host.csproj"));
        var made = project.Descendants("ContainerRepository").Single().Value;
        Assert.Equal(made, Manifest.Text(Container["image"]));
        Assert.Equal(made, Manifest.Text(Manifest.Container(Job)["image"]));
    }

    private static string Value(string variable) => Manifest.Text(
        Manifest.Each(Container, "env").Single(each => Manifest.Text(each["name"]) == variable)["value"]);
}
