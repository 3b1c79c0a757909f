using OpenTelemetry;
using OpenTelemetry.Metrics;
using OrleansRisk.Api;
using OrleansRisk.Host.Settings;

namespace OrleansRisk.Host.Logging;

/// <summary>
/// Sends figures by OTLP where an endpoint is named; otherwise nobody listens and they cost next to nothing.
/// </summary>
internal static class Figures
{
    // The exporter's own steps are made for milliseconds: of our times, which are seconds, all would lie in the first.
    private static readonly double[] Steps =
        [.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30];

    public static MeterProvider? Export(HostSettings settings) => settings.OtlpEndpoint is not { } endpoint
        ? null
        : Sdk.CreateMeterProviderBuilder()
            .AddMeter(ApiSetup.MeterName, "OrleansRisk.Engine", "OrleansRisk.Journal", "OrleansRisk.Publications",
                "OrleansRisk.Grains", "OrleansRisk.Feed")
            .AddMeter("Microsoft.AspNetCore.Server.Kestrel", "Microsoft.Orleans", "System.Runtime", "Npgsql")
            .AddView(instrument => instrument.Unit == "s" && instrument.Meter.Name.StartsWith(
                "OrleansRisk.", StringComparison.Ordinal)
                    ? new ExplicitBucketHistogramConfiguration { Boundaries = Steps }
                    : null)
            .AddOtlpExporter(exporter => exporter.Endpoint = endpoint)
            .Build();
}
