using System.Diagnostics.Metrics;
using OrleansRisk.Webhooks.Outbound;

namespace OrleansRisk.Webhooks.Delivery;

/// <summary>What webhooks count.</summary>
internal sealed class WebhookMetrics : IDisposable
{
    public const string MeterName = "OrleansRisk.Webhooks";

    private readonly Meter _meter;
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _time;
    private readonly Counter<long> _held;
    private readonly Counter<long> _dead;
    private readonly Counter<long> _disabled;
    private int _carried;

    public WebhookMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _attempts = _meter.CreateCounter<long>(
            "risk.webhooks.attempts", "{attempt}", "Attempts by what came of them.");
        _time = _meter.CreateHistogram<double>("risk.webhooks.attempt", "s", "Time of an attempt.");
        _held = _meter.CreateCounter<long>("risk.webhooks.held", "{event}", "Events that had to wait.");
        _dead = _meter.CreateCounter<long>("risk.webhooks.dead", "{event}", "Events that became dead letters.");
        _disabled = _meter.CreateCounter<long>("risk.webhooks.disabled", "{webhook}", "Webhooks disabled, by why.");
        _meter.CreateObservableGauge(
            "risk.webhooks.carried", () => Volatile.Read(ref _carried), "{webhook}", "Webhooks this node carries.");
    }

    public void Attempted(Attempt attempt)
    {
        _attempts.Add(1, new KeyValuePair<string, object?>("result", attempt.Result));
        _time.Record(attempt.Took.TotalSeconds);
    }

    public void Held(int events) => _held.Add(events);

    public void Died(int events) => _dead.Add(events);

    public void Disabled(string reason) => _disabled.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Carries(int webhooks) => Volatile.Write(ref _carried, webhooks);

    public void Dispose() => _meter.Dispose();
}
