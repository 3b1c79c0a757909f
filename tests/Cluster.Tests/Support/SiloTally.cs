using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OrleansRisk.Grains.Metrics;

namespace OrleansRisk.Cluster.Tests.Support;

/// <summary>What one silo counts, by the value of its only tag.</summary>
internal sealed class SiloTally : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly MeterListener _listener;

    public SiloTally(GrainMetrics silo)
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, silo.Meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _counts.AddOrUpdate($"{instrument.Name}/{tags[0].Value}", value, (_, count) => count + value));
        _listener.Start();
    }

    public long this[string name] => _counts.GetValueOrDefault(name);

    public void Dispose() => _listener.Dispose();
}
