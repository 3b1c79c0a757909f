using System.Diagnostics.Metrics;
using OrleansRisk.Api.Ingest;

namespace OrleansRisk.Api.Feed;

/// <summary>What streams of the feed count.</summary>
internal sealed class FeedMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _events;
    private readonly Counter<long> _cut;
    private int _streams;

    public FeedMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(ApiMetrics.MeterName);
        _meter.CreateObservableGauge(
            "risk.feed.streams", () => Volatile.Read(ref _streams), "{stream}", "Open streams of the feed.");
        _events = _meter.CreateCounter<long>("risk.feed.events", "{event}", "Events told to streams.");
        _cut = _meter.CreateCounter<long>("risk.feed.cut", "{stream}", "Streams cut off because nobody read them.");
    }

    /// <summary>How many are open with this one.</summary>
    public int Opened() => Interlocked.Increment(ref _streams);

    public void Closed() => Interlocked.Decrement(ref _streams);

    public void Told(int events) => _events.Add(events);

    public void CutOff() => _cut.Add(1);

    public void Dispose() => _meter.Dispose();
}
