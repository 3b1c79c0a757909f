using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Tests.Support.Sealing;
using Xunit;

namespace OrleansRisk.Journal.Tests.Feed;

public sealed class LiveFeedTests
{
    private static readonly TenantId One = new(1), Two = new(2);

    [Fact]
    public async Task Notifications_OfATenant_AreWatchedOnceAndOnlyWhileSomebodyReadsIt()
    {
        using var parts = new SealingParts();
        var notifications = new CountingNotifications();
        await using var feed = new LiveFeed(
            new FeedSources(new EmptyReads(), parts.Ring, parts.Rows, notifications), parts.Time,
            NullLogger<LiveFeed>.Instance);
        var start = new FeedPosition(0, []);

        var first = feed.Open(One, start);
        var second = feed.Open(One, start);
        using var other = feed.Open(Two, start);
        Assert.Equal([One, Two], notifications.Watched.OrderBy(tenant => tenant.Value));

        first.Dispose();
        first.Dispose();
        Assert.Equal([One, Two], notifications.Watched.OrderBy(tenant => tenant.Value));
        second.Dispose();
        Assert.Equal([Two], notifications.Watched);
    }

    private sealed class CountingNotifications : ICommitNotifications
    {
        public List<TenantId> Watched { get; } = [];

        public IDisposable Watch(TenantId tenant, Action<CommitNotification> look)
        {
            Watched.Add(tenant);
            return new Ending(() => Watched.Remove(tenant));
        }
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private sealed class EmptyReads : IFeedReads
    {
        public ValueTask<IReadOnlyList<WriterHead>> Heads(
            int floor, IReadOnlyList<int> writers, CancellationToken cancel) => new([]);

        public ValueTask<FeedPage> After(
            FeedPosition from, IReadOnlyList<TenantId> tenants, int limit, CancellationToken cancel) =>
            new(new FeedPage([], Cut: false));

        public ValueTask<IReadOnlyList<AccountKey>> Accounts(
            TenantId tenant, AccountKey after, int limit, CancellationToken cancel) => new([]);
    }
}
