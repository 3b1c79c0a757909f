using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Feed;

namespace OrleansRisk.Events.Feed;

/// <summary>Where a reader begins that has had nothing.</summary>
internal static class FeedStart
{
    /// <summary>The end of the journal, and behind the newest change of a consent.</summary>
    /// <param name="snapshot">Where a snapshot before it begins; null for none.</param>
    public static async ValueTask<FeedCursor> Of(
        LiveFeed feed, TenantId tenant, AccountKey? snapshot, CancellationToken cancel)
    {
        var told = await feed.Consents.Last(tenant, cancel); // first: a change meanwhile is told
        return new FeedCursor(await feed.Now(cancel), snapshot) { Consents = told };
    }
}
