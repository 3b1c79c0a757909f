using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Silo.Options;
using Xunit;
using Xunit.Abstractions;
using YamlDotNet.RepresentationModel;

namespace OrleansRisk.Cluster.Tests.Kubernetes;

/// <summary>
/// Holds the manifests against the host's own settings. Rendered and read; never applied to a cluster.
/// </summary>
public sealed class ManifestTests(ITestOutputHelper output)
{
    private static readonly YamlMappingNode Deployment = Read("k8s/base/deployment.yaml");
    private static readonly YamlMappingNode Pod = At(Deployment, "spec", "template", "spec");
    private static readonly YamlMappingNode Container = (YamlMappingNode)((YamlSequenceNode)Pod["containers"])[0];

    [Fact]
    public void Deployment_EveryVariable_IsASettingWithinItsRange()
    {
        foreach (var variable in ((YamlSequenceNode)Container["env"]).Cast<YamlMappingNode>())
        {
            var name = Text(variable["name"]);
            Assert.StartsWith("RISK_", name, StringComparison.Ordinal);
            var setting = typeof(SiloSettings).GetProperty(
                name["RISK_".Length..], BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            Assert.True(setting is not null, $"{name} is no setting of the host");
            if (variable.Children.TryGetValue("value", out var value))
            {
                var typed = Convert.ChangeType(Text(value), setting.PropertyType, CultureInfo.InvariantCulture);
                Assert.All(
                    setting.GetCustomAttributes<ValidationAttribute>(), rule => Assert.True(rule.IsValid(typed), name));
            }
        }
    }

    [Theory]
    [InlineData("http", "RISK_PORT")]
    [InlineData("http2", "RISK_HTTP2PORT")]
    [InlineData("silo", "RISK_SILOPORT")]
    public void Deployment_EveryPort_IsTheOneTheHostIsToldToListenAt(string port, string variable)
    {
        var ports = ((YamlSequenceNode)Container["ports"]).Cast<YamlMappingNode>();
        var named = ports.Single(each => Text(each["name"]) == port);
        Assert.Equal(Value(variable), Text(named["containerPort"]));
    }

    [Fact]
    public void Deployment_TimeToEnd_OutlastsTheHosts()
    {
        var grace = int.Parse(Text(Pod["terminationGracePeriodSeconds"]), CultureInfo.InvariantCulture);
        var stop = int.Parse(Value("RISK_STOPSECONDS"), CultureInfo.InvariantCulture);
        Assert.True(grace > stop && stop > 30, $"{grace} s > {stop} s > 30 s");
    }

    [Theory]
    [InlineData("startupProbe", "/health/ready")]
    [InlineData("readinessProbe", "/health/ready")]
    [InlineData("livenessProbe", "/health/live")]
    public void Deployment_EveryProbe_AsksWhatTheHostAnswers(string probe, string path) =>
        Assert.Equal(path, Text(At(Container, probe, "httpGet")["path"]));

    [Fact]
    public void Pod_OfTheSilo_HasNoTokenAndNoPowers()
    {
        Assert.Equal("false", Text(Pod["automountServiceAccountToken"]));
        Assert.Equal("true", Text(At(Pod, "securityContext")["runAsNonRoot"]));
        Assert.Equal("true", Text(At(Container, "securityContext")["readOnlyRootFilesystem"]));
        Assert.Equal("ALL", Text(((YamlSequenceNode)At(Container, "securityContext", "capabilities")["drop"])[0]));
    }

    [Theory]
    [InlineData("my")]
    [InlineData("sg")]
    public async Task Overlay_OfARegion_RendersBothPoolsInIt(string region)
    {
        if (!await CanRender())
        {
            output.WriteLine("SKIPPED: kubectl 1.27 or newer is not here; the overlays were not rendered.");
            Assert.False(await CanRender());
            return;
        }

        var rendered = await Kubectl("kustomize", Path.Combine(Approved.Root, "k8s/regions", region));
        var stream = new YamlStream();
        stream.Load(new StringReader(rendered));
        var documents = stream.Documents.Select(each => (YamlMappingNode)each.RootNode);
        var objects = documents.ToLookup(each => Text(each["kind"]));
        var deployments = objects["Deployment"].ToList();
        Assert.Equal(
            ["silo-dedicated", "silo-main"], deployments.Select(each => Text(At(each, "metadata")["name"])).Order());
        Assert.All(deployments, each => Assert.Contains($"value: {region}\n", rendered, StringComparison.Ordinal));

        // A pool's label among the peers would cut the silos of one pool off from those of the other.
        var policy = objects["NetworkPolicy"].Single().ToString();
        Assert.DoesNotContain("orleansrisk/pool", policy, StringComparison.Ordinal);
    }

    private static async Task<bool> CanRender()
    {
        try
        {
            var version = await Kubectl("version", "--client", "-o", "yaml");
            var stream = new YamlStream();
            stream.Load(new StringReader(version));
            var client = At((YamlMappingNode)stream.Documents[0].RootNode, "clientVersion");
            return int.Parse(Text(client["minor"]).TrimEnd('+'), CultureInfo.InvariantCulture) >= 27;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task<string> Kubectl(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("kubectl", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException(errors);
    }

    private static string Value(string variable) => Text(((YamlSequenceNode)Container["env"]).Cast<YamlMappingNode>()
        .Single(each => Text(each["name"]) == variable)["value"]);

    private static YamlMappingNode Read(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(Approved.Root, path))));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static YamlMappingNode At(YamlMappingNode node, params string[] path) =>
        path.Aggregate(node, (each, name) => (YamlMappingNode)each[name]);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
