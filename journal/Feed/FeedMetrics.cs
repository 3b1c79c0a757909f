using System.Diagnostics.Metrics;

namespace OrleansRisk.Journal.Feed;

/// <summary>What the feed counts of itself.</summary>
internal sealed class FeedMetrics : IDisposable
{
    public const string MeterName = "OrleansRisk.Feed";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _commits;
    private readonly Counter<long> _leftOut;

    public FeedMetrics(Func<int> held)
    {
        _commits = _meter.CreateCounter<long>(
            "risk.feed.commits", "{commit}", "Commits shown to readers, by where they came from");
        _leftOut = _meter.CreateCounter<long>(
            "risk.feed.left_out", "{record}", "Records, or accounts, that could not be opened");
        _meter.CreateObservableGauge("risk.feed.held", held, "{entry}", "Entries held for readers that keep up");
    }

    /// <param name="source"><c>memory</c>, <c>journal</c> or <c>history</c>.</param>
    /// <param name="commits">How many.</param>
    public void Commits(string source, int commits) =>
        _commits.Add(commits, new KeyValuePair<string, object?>("source", source));

    public void LeftOut() => _leftOut.Add(1);

    public void Dispose() => _meter.Dispose();
}
