using OpenTelemetry;
using OpenTelemetry.Metrics;
using OrleansRisk.Api;
using OrleansRisk.Hosting.Settings;

namespace OrleansRisk.Hosting.Logging;

/// <summary>
/// Sends figures by OTLP where an endpoint is named; otherwise nobody listens and they cost next to nothing.
/// </summary>
internal static class Figures
{
    public static MeterProvider? Export(NodeSettings settings) => settings.OtlpEndpoint is not { } endpoint
        ? null
        : Sdk.CreateMeterProviderBuilder()
            .AddMeter(ApiSetup.MeterName, "OrleansRisk.Engine", "OrleansRisk.Journal", "OrleansRisk.Publications")
            .AddMeter("Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
            .AddOtlpExporter(exporter => exporter.Endpoint = endpoint)
            .Build();
}
