using System.Diagnostics.Metrics;
using OrleansRisk.Grains.Access;

namespace OrleansRisk.Grains.Metrics;

/// <summary>What a silo counts of the calls and stream items that reach it.</summary>
internal sealed class GrainMetrics : IDisposable
{
    public const string MeterName = "OrleansRisk.Grains";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _refusedCalls;
    private readonly Counter<long> _notifications;
    private readonly Histogram<double> _wait;

    public GrainMetrics()
    {
        _refusedCalls = _meter.CreateCounter<long>("risk.grains.refused", "{call}", "Calls refused, by fault");
        _wait = _meter.CreateHistogram<double>("risk.grains.wait", "s", "Time between a call and its beginning");
        _notifications = _meter.CreateCounter<long>(
            "risk.grains.notifications", "{notification}", "Notifications of commits, by result");
    }

    /// <summary>For tests: tells this silo's figures from another's in one process.</summary>
    internal Meter Meter => _meter;

    public void CallRefused(CallTokenFault fault) => _refusedCalls.Add(1, Tag("fault", fault.ToString()));

    public void CallWaited(TimeSpan waited) => _wait.Record(waited.TotalSeconds);

    public void NotificationPublished() => _notifications.Add(1, Tag("result", "published"));

    public void NotificationTaken() => _notifications.Add(1, Tag("result", "taken"));

    public void NotificationRefused(CallTokenFault fault) => _notifications.Add(1, Tag("result", fault.ToString()));

    public void NotificationFailed() => _notifications.Add(1, Tag("result", "failed"));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
