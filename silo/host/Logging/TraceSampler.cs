using System.Diagnostics;
using OpenTelemetry.Trace;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Host.Logging;

/// <summary>
/// Which traces are recorded. A request, or a batch of a stream, by chance: its caller may name the trace, but not
/// decide that it costs us something. A commit if a record in it is traced. Whatever has a parent goes as its parent
/// does; what the host does by itself, such as looking for commits, is never recorded.
/// </summary>
internal sealed class TraceSampler(double ratio) : Sampler
{
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    private readonly TraceIdRatioBasedSampler _chance = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters span)
    {
        var isRoot = span.ParentContext.TraceId == default;
        return span.Name == Request || (isRoot && span.Name == Traces.Batch) ? _chance.ShouldSample(span)
            : new SamplingResult(isRoot
                ? span.Name == Traces.Commit
                : (span.ParentContext.TraceFlags & ActivityTraceFlags.Recorded) != 0);
    }
}
