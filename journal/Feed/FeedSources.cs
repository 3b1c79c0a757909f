using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Writing;

namespace OrleansRisk.Journal.Feed;

/// <summary>What the feed reads.</summary>
/// <param name="Notifications">Tell of commits of other processes sooner than they are looked for; null where there are
/// none.</param>
public sealed record FeedSources(
    IFeedReads Reads, IKeyRing Keys, IKeyRows KeyRows, ICommitNotifications? Notifications = null)
{
    /// <summary>Changes of consents; null where none are told.</summary>
    public IConsentEventReads? Consents { get; init; }
}
