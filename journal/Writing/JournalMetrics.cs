using System.Diagnostics.Metrics;

namespace OrleansRisk.Journal.Writing;

/// <summary>What the writing side of the journal counts.</summary>
internal sealed class JournalMetrics : IDisposable
{
    public const string MeterName = "OrleansRisk.Journal";

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<int> _groups;
    private readonly Histogram<double> _commits;
    private readonly Counter<long> _answers;

    public JournalMetrics(Func<int> waiting)
    {
        _groups = _meter.CreateHistogram<int>("risk.journal.group", "{record}", "Records of a commit");
        _commits = _meter.CreateHistogram<double>(
            "risk.journal.commit", "s", "From handing a group over to its outcome");
        _answers = _meter.CreateCounter<long>("risk.journal.records", "{record}", "Records answered, by outcome");
        _meter.CreateObservableGauge("risk.journal.queue", waiting, "{record}", "Records waiting for a commit");
    }

    public void Committed(int records, TimeSpan took)
    {
        _groups.Record(records);
        _commits.Record(took.TotalSeconds);
    }

    public void Answered(RowOutcome outcome, int records)
    {
        if (records > 0 && _answers.Enabled)
        {
            _answers.Add(records, new KeyValuePair<string, object?>("outcome", NameOf(outcome)));
        }
    }

    public void Dispose() => _meter.Dispose();

    private static string NameOf(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Committed => "committed",
        RowOutcome.Conflict => "fenced",
        RowOutcome.NotRecorded => "not_recorded",
        _ => "unknown",
    };
}
