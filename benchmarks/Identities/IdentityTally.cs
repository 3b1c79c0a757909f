using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OrleansRisk.Accounts.Runtime;

namespace OrleansRisk.Benchmarks.Identities;

/// <summary>What the engine counts of indexes and look-ups, by its only label.</summary>
internal sealed class IdentityTally : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly MeterListener _listener;

    public IdentityTally()
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == EngineMetrics.MeterName
                    && instrument.Name.StartsWith("risk.engine.identity_", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, value, labels, _) =>
            _counts.AddOrUpdate((string)labels[0].Value!, value, (_, count) => count + value));
        _listener.Start();
    }

    public long Built => this["whole"];

    public long Completed => this["lacking"];

    public long LookedUp => this["known"] + this["new"];

    private long this[string label] => _counts.GetValueOrDefault(label);

    public void Dispose() => _listener.Dispose();
}
