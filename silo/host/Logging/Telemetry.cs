using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OrleansRisk.Api;
using OrleansRisk.Host.Settings;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Host.Logging;

/// <summary>
/// Sends metrics and traces by OTLP where an endpoint is named; otherwise nobody listens and they cost next to nothing.
/// </summary>
internal static class Telemetry
{
    // The exporter's own steps are made for milliseconds: of our times, which are seconds, all would lie in the first.
    private static readonly double[] Steps =
        [.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30];

    /// <summary>The meters of our own.</summary>
    public static readonly string[] Meters =
    [
        ApiSetup.MeterName, "OrleansRisk.Engine", "OrleansRisk.Journal", "OrleansRisk.Publications",
        "OrleansRisk.Grains", "OrleansRisk.Feed", "OrleansRisk.Webhooks",
    ];

    public static void AddTelemetry(this IServiceCollection services, HostSettings settings)
    {
        if (settings.OtlpEndpoint is { } endpoint)
        {
            services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService("orleansrisk", serviceInstanceId: settings.SiloName))
                .WithMetrics(metrics => Measure(metrics, endpoint))
                .WithTracing(tracing => Trace(tracing, endpoint, settings.TraceRatio));
        }
    }

    private static void Measure(MeterProviderBuilder metrics, Uri endpoint) => metrics
        .AddMeter(Meters)
        .AddMeter("Microsoft.Orleans", "Npgsql")
        .AddAspNetCoreInstrumentation()
        .AddRuntimeInstrumentation()
        .AddView(instrument => instrument.Unit == "s" && instrument.Meter.Name.StartsWith(
            "OrleansRisk.", StringComparison.Ordinal)
                ? new ExplicitBucketHistogramConfiguration { Boundaries = Steps }
                : null)
        .AddOtlpExporter(exporter => exporter.Endpoint = endpoint);

    private static void Trace(TracerProviderBuilder tracing, Uri endpoint, double ratio) => tracing
        // Orleans takes for its own whatever has a namespace that begins with its name, as ours have.
        .AddSource(Traces.Source.Name, "Microsoft.Orleans.Runtime")
        .AddAspNetCoreInstrumentation(web => web.Filter = static context =>
            !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        .AddNpgsql()
        .SetSampler(new TraceSampler(ratio))
        .AddProcessor(new PlainSpans())
        .AddOtlpExporter(exporter => exporter.Endpoint = endpoint);
}
