using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansRisk.Api.Tests.Telemetry;

/// <summary>A histogram's data point: attributes as <c>key=value</c>, count, and counts by bucket.</summary>
internal sealed record ReceivedPoint(string Attributes, ulong Count, IReadOnlyList<ulong> Buckets);

/// <summary>A span: its place in a trace, its tags, and the spans it is linked to.</summary>
internal sealed record ReceivedSpan(
    string Name, string Trace, string Id, string Parent, IReadOnlyList<(string Name, string Value)> Tags,
    IReadOnlyList<string> Links, IReadOnlyList<string> Events);

/// <summary>
/// No OpenTelemetry collector, but what one is to an exporter: the gRPC endpoints of its services of metrics and
/// traces, which take the export requests of opentelemetry/proto/collector and remember what was in them.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const string ExportMetrics = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    private const string ExportTraces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Unit of each metric, by name.</summary>
    public ConcurrentDictionary<string, string> Units { get; } = new();

    /// <summary>The newest points of each histogram; cumulative, so the newest hold everything.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<ReceivedPoint>> Histograms { get; } = new();

    public ConcurrentQueue<ReceivedSpan> Spans { get; } = new();

    public static async Task<OtlpReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.MapPost(ExportMetrics, context => Take(context, receiver.Read));
        app.MapPost(ExportTraces, context => Take(context, receiver.ReadSpans));
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task Take(HttpContext context, Action<ProtobufMessage> read)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var frame = body.ToArray().AsMemory(); // one byte whether compressed, four of length, the message
        Assert.Equal(0, frame.Span[0]);
        read(new ProtobufMessage(frame[5..]));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    // The numbers are those of ExportMetricsServiceRequest, ResourceMetrics, ScopeMetrics, Metric and Histogram.
    private void Read(ProtobufMessage request)
    {
        foreach (var metric in request.Messages(1).SelectMany(resource => resource.Messages(2))
            .SelectMany(scope => scope.Messages(2)))
        {
            Units[metric.Text(1)] = metric.Text(3);
            foreach (var histogram in metric.Messages(9))
            {
                Histograms[metric.Text(1)] = [.. histogram.Messages(1).Select(PointOf)];
            }
        }
    }

    // The numbers are those of ExportTraceServiceRequest, ResourceSpans, ScopeSpans, Span and Link.
    private void ReadSpans(ProtobufMessage request)
    {
        foreach (var span in request.Messages(1).SelectMany(resource => resource.Messages(2))
            .SelectMany(scope => scope.Messages(2)))
        {
            Spans.Enqueue(new ReceivedSpan(
                span.Text(5), span.Hexadecimal(1), span.Hexadecimal(2), span.Hexadecimal(4),
                [.. span.Messages(9).Select(static pair => (pair.Text(1), ValueOf(pair.Messages(2).Single())))],
                [.. span.Messages(13).Select(static link => link.Hexadecimal(2))],
                [.. span.Messages(11).Select(static one => one.Text(2))]));
        }
    }

    private static string ValueOf(ProtobufMessage value) => value.Text(1) is { Length: > 0 } text ? text
        : value.Number(3).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static ReceivedPoint PointOf(ProtobufMessage point) => new(
        string.Join(',', point.Messages(9).Select(pair => $"{pair.Text(1)}={pair.Messages(2).Single().Text(1)}")),
        point.Number(4), point.Packed(6));
}
