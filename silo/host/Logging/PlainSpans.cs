using System.Diagnostics;
using OpenTelemetry;

namespace OrleansRisk.Host.Logging;

/// <summary>
/// Leaves in spans what is nobody's data. Addresses of requests and grains name accounts, and messages of exceptions
/// may quote what a customer sent: a tag that is not listed here goes, and a span that carries an exception is not
/// sent.
/// </summary>
internal sealed class PlainSpans : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Plain =
    [
        "http.request.method", "http.response.status_code", "http.route", "network.protocol.version", "url.scheme",
        "rpc.system", "rpc.service", "rpc.method", "db.system.name", "db.namespace", "db.operation.name",
        "db.collection.name", "db.query.text", "db.response.status_code", "error.type",
    ];

    public override void OnEnd(Activity span)
    {
        if (span.Events.Any(static each => each.Name == "exception"))
        {
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }

        foreach (var (tag, _) in span.TagObjects.ToArray())
        {
            if (!Plain.Contains(tag) && !tag.StartsWith("risk.", StringComparison.Ordinal))
            {
                span.SetTag(tag, null);
            }
        }
    }
}
