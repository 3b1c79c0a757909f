using System.Diagnostics.Metrics;

namespace OrleansRisk.Tenants.ReferenceData;

/// <summary>What versions and the counts behind them count of themselves.</summary>
internal sealed class ReferenceDataMetrics : IDisposable
{
    public const string MeterName = "OrleansRisk.Publications";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _folded;
    private readonly Counter<long> _leftOut;
    private readonly Counter<long> _reference;
    private readonly Counter<long> _missing;
    private readonly Histogram<int> _reads;
    private long _missingTotal;

    public ReferenceDataMetrics()
    {
        _folded = _meter.CreateCounter<long>("risk.projection.events", "{event}", "Events folded into counts");
        _leftOut = _meter.CreateCounter<long>(
            "risk.projection.left_out", "{record}", "Records, or accounts, that could not be opened");
        _reference = _meter.CreateCounter<long>(
            "risk.publications", "{published}", "Publications made or taken over");
        _missing = _meter.CreateCounter<long>(
            "risk.figures.missing", "{figure}", "Figures answered as missing, by reason");
        _reads = _meter.CreateHistogram<int>("risk.figures.read", "{figure}", "Figures of one grouped read");
    }

    /// <summary>Figures answered as missing since the start.</summary>
    public long Missing => Interlocked.Read(ref _missingTotal);

    public void Folded(int events) => _folded.Add(events);

    public void LeftOut() => _leftOut.Add(1);

    public void Published() => _reference.Add(1);

    public void FiguresRead(int figures) => _reads.Record(figures);

    /// <param name="reason"><c>nowhere</c>, <c>late</c> or <c>failed</c>.</param>
    public void StatisticsMissing(string reason)
    {
        Interlocked.Increment(ref _missingTotal);
        _missing.Add(1, new KeyValuePair<string, object?>("reason", reason));
    }

    public void Dispose() => _meter.Dispose();
}
