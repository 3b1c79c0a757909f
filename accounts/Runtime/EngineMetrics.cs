using System.Diagnostics.Metrics;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Accounts.Runtime;

/// <summary>What the engine counts and times. One meter, named <see cref="MeterName"/>; times are seconds.</summary>
public sealed class EngineMetrics : IDisposable
{
    public const string MeterName = "OrleansRisk.Engine";

    private static readonly KeyValuePair<string, object?> Activate = new("stage", "activate");
    private static readonly KeyValuePair<string, object?> Decide = new("stage", "decide");
    private static readonly KeyValuePair<string, object?> Append = new("stage", "append");
    private static readonly KeyValuePair<string, object?> Whole = new("read", "whole");
    private static readonly KeyValuePair<string, object?> Lacking = new("read", "lacking");
    private static readonly KeyValuePair<string, object?> Known = new("result", "known");
    private static readonly KeyValuePair<string, object?> Unknown = new("result", "new");

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _turns;
    private readonly Counter<long> _decided;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _refusedTurns;
    private readonly Counter<long> _activations;
    private readonly Counter<long> _passivations;
    private readonly Counter<long> _unavailable;
    private readonly Counter<long> _conflict;
    private readonly Counter<long> _identityBuilds;
    private readonly Counter<long> _identityLookUps;
    private readonly Histogram<double> _stages;
    private long _resident;
    private long _residentBytes;

    public EngineMetrics()
    {
        _turns = _meter.CreateCounter<long>("risk.engine.turns", "{turn}", "Turns taken by actors");
        _decided = _meter.CreateCounter<long>(
            "risk.engine.decided", "{transaction}", "Transactions decided and recorded");
        _duplicates = _meter.CreateCounter<long>(
            "risk.engine.duplicates", "{transaction}", "Known transactions answered again");
        _refusedTurns = _meter.CreateCounter<long>(
            "risk.engine.turns_refused", "{turn}", "Turns that never began, by cause");
        _activations = _meter.CreateCounter<long>("risk.engine.activations", "{account}", "Accounts read into memory");
        _passivations = _meter.CreateCounter<long>(
            "risk.engine.passivations", "{account}", "Accounts put out of memory, by cause");
        _unavailable = _meter.CreateCounter<long>(
            "risk.engine.unavailable", "{account}", "Accounts that could not be read, by cause");
        _conflict = _meter.CreateCounter<long>(
            "risk.engine.fenced", "{record}", "Records whose place another writer held");
        _identityBuilds = _meter.CreateCounter<long>(
            "risk.engine.identity_builds", "{read}",
            "Indexes of identities read from the journal, whole or what they lacked");
        _identityLookUps = _meter.CreateCounter<long>(
            "risk.engine.identity_lookups", "{identity}",
            "Identities looked up in the journal, for their index did not rule them out");
        _stages = _meter.CreateHistogram<double>("risk.engine.stage", "s", "Time of each stage of a turn");
        _meter.CreateObservableGauge(
            "risk.engine.resident", () => Volatile.Read(ref _resident), "{actor}", "Actors in memory");
        _meter.CreateObservableGauge(
            "risk.engine.resident_bytes", () => Volatile.Read(ref _residentBytes), "By", "Estimate of their bytes");
    }

    public void Turned() => _turns.Add(1);

    public void TurnRefused(string cause) => _refusedTurns.Add(1, new KeyValuePair<string, object?>("cause", cause));

    public void Activated(TimeSpan took)
    {
        _activations.Add(1);
        _stages.Record(took.TotalSeconds, Activate);
    }

    public void Deactivated(string cause) => _passivations.Add(1, new KeyValuePair<string, object?>("cause", cause));

    public void Unavailable(UnavailableCause cause) =>
        _unavailable.Add(1, new KeyValuePair<string, object?>("cause", cause.ToString()));

    public void Conflict() => _conflict.Add(1);

    public void IdentitiesBuilt(bool whole) => _identityBuilds.Add(1, whole ? Whole : Lacking);

    public void IdentitiesLookedUp(int asked, int found)
    {
        _identityLookUps.Add(found, Known);
        _identityLookUps.Add(asked - found, Unknown);
    }

    public void Decided(TimeSpan took) => _stages.Record(took.TotalSeconds, Decide);

    public void Appended(TimeSpan took) => _stages.Record(took.TotalSeconds, Append);

    public void Answered(int decided, int duplicates)
    {
        _decided.Add(decided);
        if (duplicates > 0)
        {
            _duplicates.Add(duplicates);
        }
    }

    /// <summary>Moves the gauges of what is in memory.</summary>
    public void Resident(int actors, long bytes)
    {
        Interlocked.Add(ref _resident, actors);
        Interlocked.Add(ref _residentBytes, bytes);
    }

    public void Dispose() => _meter.Dispose();
}
