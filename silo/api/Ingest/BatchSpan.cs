using System.Diagnostics;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Api.Ingest;

/// <summary>The span of lines that go to their account together.</summary>
internal static class BatchSpan
{
    /// <summary>
    /// Part of a single call's trace. Batches of a stream, which may last for days, are traces of their own, linked to
    /// the stream's request.
    /// </summary>
    public static Activity? Start(Upload upload, int lines)
    {
        if (Activity.Current is not null)
        {
            Activity.Current = null; // of whoever started the queue, which may be another request
        }

        if (!Traces.Source.HasListeners())
        {
            return null;
        }

        var (request, streams) = (upload.Trace, upload.IsStream && upload.Trace != default);
        var span = Traces.Source.StartActivity(
            ActivityKind.Internal, streams ? default : request, links: streams ? [new ActivityLink(request)] : null,
            name: Traces.Batch);
        return span?.SetTag(Traces.TenantTag, upload.Tenant.Value).SetTag(Traces.LinesTag, lines);
    }
}
