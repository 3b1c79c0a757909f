using System.Diagnostics;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// The product's spans: from a line at the edge to its event. None is made while nobody listens, nor where the request
/// or batch that it belongs to was not chosen; what is carried on is a text in memory, never in a format that is kept.
/// </summary>
public static class Traces
{
    /// <summary>Lines of one account, handed to it at once.</summary>
    public const string Batch = "ingest batch";

    /// <summary>A record, from when it is handed in until its commit is known.</summary>
    public const string Append = "journal append";

    /// <summary>A group of records; linked to each, for it belongs to none of their traces.</summary>
    public const string Commit = "journal commit";

    /// <summary>An event on its way to a receiver.</summary>
    public const string Event = "webhook attempt";

    public const string TenantTag = "risk.tenant", LinesTag = "risk.lines", RecordsTag = "risk.records";
    public const string EventTag = "risk.event", ResultTag = "risk.result";

    /// <summary>Of all spans, for exporters.</summary>
    public static ActivitySource Source { get; } = new("OrleansRisk");

    /// <summary>W3C trace context of what goes on here, if it is recorded.</summary>
    public static string? Here => Activity.Current is { Recorded: true } span ? span.Id : null;

    /// <summary>The place that a trace context names; none for null.</summary>
    public static ActivityContext Place(string? context) =>
        ActivityContext.TryParse(context, null, out var place) ? place : default;
}
