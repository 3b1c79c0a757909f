using System.Diagnostics.Metrics;

namespace OrleansRisk.Api.Ingest;

/// <summary>What the edge measures of itself: where the time of a line goes, and what became of lines.</summary>
internal sealed class ApiMetrics : IDisposable
{
    /// <summary>Name under which hosts subscribe to these figures.</summary>
    public const string MeterName = "OrleansRisk.Api";

    private readonly Meter _meter;
    private readonly Histogram<double> _stage;
    private readonly Histogram<int> _batch;
    private readonly Counter<long> _lines;
    private readonly Counter<long> _stalled;
    private readonly Counter<long> _degraded;

    public ApiMetrics(IMeterFactory meters, AdmissionControl admission)
    {
        _meter = meters.Create(MeterName);
        _stage = _meter.CreateHistogram<double>(
            "risk.api.stage", "s", "Time a line spends in a stage: parse, queue, assess, answer.");
        _batch = _meter.CreateHistogram<int>("risk.api.batch", "{line}", "Lines handed to an account at once.");
        _lines = _meter.CreateCounter<long>("risk.api.lines", "{line}", "Lines by what became of them.");
        _stalled =
            _meter.CreateCounter<long>(
                "risk.api.stalled", "{stream}", "Streams closed because nobody read them.");
        _degraded = _meter.CreateCounter<long>(
            "risk.api.degraded", "{line}", "Answers without a decision, by cause and by what was said instead.");
        _meter.CreateObservableGauge("risk.api.unanswered", () =>
            admission.UnansweredLines, "{line}", "Lines not answered yet.");
        _meter.CreateObservableGauge("risk.api.streams", () => admission.Streams, "{stream}", "Open streams.");
    }

    public void Parsed(TimeSpan time, int lines) => Stage(time / Math.Max(1, lines), "parse");

    public void Queued(TimeSpan time) => Stage(time, "queue");

    public void Assessed(TimeSpan time, int lines)
    {
        Stage(time, "assess");
        _batch.Record(lines);
    }

    public void Answered(TimeSpan time) => Stage(time, "answer");

    public void Lines(long count, string result)
    {
        if (count > 0)
        {
            _lines.Add(count, new KeyValuePair<string, object?>("result", result));
        }
    }

    public void Degraded(string cause, string fallback) => _degraded.Add(
        1, new KeyValuePair<string, object?>("cause", cause), new KeyValuePair<string, object?>("fallback", fallback));

    public void Stalled() => _stalled.Add(1);

    public void Dispose() => _meter.Dispose();

    private void Stage(TimeSpan time, string name) =>
        _stage.Record(time.TotalSeconds, new KeyValuePair<string, object?>("stage", name));
}
