using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Host.Commands;
using OrleansRisk.Host.Logging;
using OrleansRisk.Host.Running;
using OrleansRisk.Host.Settings;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace OrleansRisk.Cluster.Tests.Kubernetes;

/// <summary>Holds the names in alert rules and dashboard against the meters of the host itself.</summary>
public sealed partial class MonitoringTests
{
    private const int RulesMin = 12;

    [Fact]
    public async Task Monitoring_EveryFigureItAsksFor_IsOneTheHostExports()
    {
        var exported = await Exported();
        Assert.Contains("risk_journal_commit_seconds_bucket", exported);
        var asked = Rules().Select(rule => rule.Expression).Concat(Panels())
            .SelectMany(text => Name().Matches(text)).Select(match => match.Value).Distinct().ToList();
        Assert.Empty(asked.Except(exported));
        Assert.True(asked.Count >= RulesMin);
    }

    [Fact]
    public void Monitoring_EveryLabelItAsksFor_IsOneOfThatFigure()
    {
        var measured = MeasuredLabels.ByFigure();
        Assert.Contains("result", measured["risk_api_lines_total"]);
        var wrong =
            from text in Rules().Select(rule => rule.Expression).Concat(Panels())
            let figures = Name().Matches(text).Select(match => match.Value).Distinct()
            let known = figures.SelectMany(figure => measured.GetValueOrDefault(figure, [])).ToHashSet()
            from label in LabelsIn(text)
            where !known.Contains(label)
            select $"{label}: {text}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Meter_ThatAClassOfMetricsNames_IsExported()
    {
        var named = MeasuredLabels.Meters().ToList();
        Assert.Contains("OrleansRisk.Webhooks", named);
        Assert.Empty(named.Except(Telemetry.Meters));
    }

    [Fact]
    public void Alert_OfMemory_IsMeasuredAgainstTheLimitThatTheSilosHave()
    {
        var limit = File.ReadAllText(Path.Combine(Approved.Root, "k8s/base/deployment.yaml"));
        Assert.Contains("limits: { memory: 2Gi }", limit, StringComparison.Ordinal);
        var alert = Rules().Single(rule => rule.Name == "MemoryNearItsBudget").Expression;
        Assert.EndsWith($"0.85 * {2L << 30}", alert, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_Each_HasANameOfItsOwnASeverityAndASentence()
    {
        var rules = Rules().ToList();
        Assert.True(rules.Count >= RulesMin);
        Assert.Equal(rules.Count, rules.Select(rule => rule.Name).Distinct().Count());
        Assert.All(rules, rule => Assert.Contains(rule.Severity, new[] { "page", "warn" }));
        Assert.All(rules, rule => Assert.EndsWith(".", rule.Summary, StringComparison.Ordinal));
    }

    /// <summary>Every instrument of ours that a host makes, as Prometheus names what comes by OTLP.</summary>
    private static async Task<IReadOnlySet<string>> Exported()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("OrleansRisk.", StringComparison.Ordinal))
                {
                    names.UnionWith(Spelled(instrument));
                }
            },
        };
        listener.Start();
        var folder = Directory.CreateTempSubdirectory("risk-meters-").FullName;
        var settings = new HostSettings
        {
            Database = "Host=127.0.0.1;Port=1;Username=nobody;Database=none",
            KeyFile = Path.Combine(folder, "vault.key"),
            Port = 0,
            Http2Port = 0,
        };
        await using var silent = new Serilog.LoggerConfiguration().CreateLogger();
        await using (var app = ServeCommand.Build(settings, silent))
        {
            _ = app.Services.GetRequiredService<IActors>();
        }

        Directory.Delete(folder, recursive: true);
        return names;
    }

    internal static IEnumerable<string> Spelled(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_');
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var full = name.EndsWith(unit, StringComparison.Ordinal) ? name : name + unit;
        var kind = instrument.GetType().Name;
        return kind.StartsWith("Histogram", StringComparison.Ordinal)
            ? [full + "_bucket", full + "_sum", full + "_count"]
            : kind.StartsWith("Counter", StringComparison.Ordinal) ? [full + "_total"] : [full];
    }

    private static IEnumerable<(string Name, string Expression, string Severity, string Summary)> Rules()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(Approved.Root, "k8s/monitoring/rules.yaml"))));
        var groups = (YamlSequenceNode)((YamlMappingNode)stream.Documents[0].RootNode)["groups"];
        return
            from rule in ((YamlSequenceNode)((YamlMappingNode)groups[0])["rules"]).Cast<YamlMappingNode>()
            select ($"{rule["alert"]}", $"{rule["expr"]}", $"{rule["labels"]["severity"]}",
                $"{rule["annotations"]["summary"]}");
    }

    private static IEnumerable<string> Panels()
    {
        var dashboard = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Approved.Root, "k8s/monitoring/dashboard.json"))).RootElement;
        return
            from panel in dashboard.GetProperty("panels").EnumerateArray()
            from target in panel.GetProperty("targets").EnumerateArray()
            select target.GetProperty("expr").GetString()!;
    }

    /// <summary>Labels that an expression groups by or selects; <c>le</c> is every histogram's.</summary>
    private static IEnumerable<string> LabelsIn(string expression) =>
        GroupedBy().Matches(expression).SelectMany(match => match.Groups[1].Value.Split(','))
            .Concat(Selected().Matches(expression).SelectMany(match => match.Groups[1].Value.Split(',')
                .Select(each => each.Split('=', '!', '~')[0])))
            .Select(label => label.Trim()).Where(label => label != "le");

    [GeneratedRegex("risk_[a-z_]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\bby \(([^)]*)\)")]
    private static partial Regex GroupedBy();

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Selected();
}
