using System.Collections.Concurrent;
using Orleans;
using Orleans.Hosting;
using Orleans.Streams;
using OrleansRisk.Actors.Access;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Metrics;
using OrleansRisk.Grains.Notifications;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Notifications;

/// <summary>Notifications of commits between silos: heard by who watches, and by nobody who may not.</summary>
public sealed class NotificationStreamTests(NotificationStreamTests.Silos silos)
    : IClassFixture<NotificationStreamTests.Silos>
{
    private const int FirstOfItems = 10; // each kind of item has a stream to itself
    private static readonly TenantId One = new(1), Two = new(2), OfB = new(3);

    public static TheoryData<string, string> Refused() => new()
    {
        { "nothing", "Missing" }, { "other format", "Missing" }, { "too long", "Missing" }, { "no token", "Missing" },
        { "forged", "Broken" }, { "edited token", "Broken" }, { "edited number", "OtherCall" },
        { "edited lane", "OtherCall" }, { "another tenant's item", "OtherCall" }, { "expired", "Expired" },
        { "early", "NotYet" }, { "long life", "TooLong" }, { "another region", "OtherRegion" },
        { "a request's token", "OtherPurpose" }, { "a watcher's token", "OtherCall" },
        { "another tenant's caller", "OtherCaller" },
    };

    [Fact]
    public async Task Notification_OfACommitOnOneSilo_IsHeardOnTheOtherUntilItWatchesNoMore()
    {
        var heard = new ConcurrentQueue<CommitNotification>();
        var watch = silos.Running.Of<ICommitNotifications>(1).Watch(One, heard.Enqueue);
        var number = 0L;
        var writer = silos.Running.Of<ICommitted>(0);
        await Until(() =>
        {
            writer.Committed(new CommittedGroup(7, ++number, [Some.Record() with { Tenant = One }]));
            return !heard.IsEmpty;
        });
        Assert.All(heard, notification => Assert.Equal((One, 7), (notification.Tenant, notification.Writer)));
        Assert.All(heard, notification => Assert.InRange(notification.Number, 1, number));

        watch.Dispose();
        var before = heard.Count;
        await Heard(One, () => silos.Running.Of<NotificationStreams>(0).Publish(new CommitNotification(One, 7, 1)));
        Assert.Equal(before, heard.Count);
    }

    [Fact]
    public async Task Notification_OfAnotherTenant_IsNotHeard()
    {
        var heard = new ConcurrentQueue<CommitNotification>();
        using var watch = silos.Running.Of<ICommitNotifications>(1).Watch(Two, heard.Enqueue);
        await Heard(One, () => silos.Running.Of<NotificationStreams>(0).Publish(new CommitNotification(One, 1, 1)));
        await Until(() =>
        {
            _ = silos.Running.Of<NotificationStreams>(0).Publish(new CommitNotification(Two, 2, 2));
            return !heard.IsEmpty;
        });
        Assert.All(heard, notification => Assert.Equal(new CommitNotification(Two, 2, 2), notification));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Item_ThatIsNotTheSystemsOfThisTenant_IsRefusedAndCounted(string kind, string fault)
    {
        using var tally = new SiloTally(silos.Running.Of<GrainMetrics>(1));
        var heard = new ConcurrentQueue<CommitNotification>();
        var tenant = new TenantId(FirstOfItems + Refused().ToList().FindIndex(row => (string)row[0] == kind));
        using var watch = silos.Running.Of<ICommitNotifications>(1).Watch(tenant, heard.Enqueue);
        var item = Item(kind, tenant);
        await Until(async () =>
        {
            await Raw(tenant).OnNextAsync(item);
            return tally[$"risk.grains.notifications/{fault}"] + tally["risk.grains.notifications/taken"] > 0;
        });
        Assert.Equal(0, tally["risk.grains.notifications/taken"]);
        Assert.Empty(heard);
    }

    [Fact]
    public async Task Notifications_OfATenantOfAnotherPool_AreNeitherPublishedNorHeard()
    {
        using var tally = new SiloTally(silos.Running.Of<GrainMetrics>(0));
        var streams = silos.Running.Of<NotificationStreams>(0);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => streams.Subscribe(OfB, _ => { }));
        await streams.Publish(new CommitNotification(OfB, 1, 1));
        Assert.Equal(1, tally["risk.grains.notifications/NotPermitted"]);
        Assert.Equal(0, tally["risk.grains.notifications/published"]);
    }

    private static byte[] Item(string kind, TenantId tenant)
    {
        var notification = new CommitNotification(tenant, 5, 9);
        var good = Token(tenant, NotificationItem.Purpose(notification));
        return kind switch
        {
            "nothing" => [],
            "other format" => [9, .. NotificationItem.Write(notification, Sign(good)).AsSpan(1)],
            "too long" => [.. NotificationItem.Write(notification, Sign(good)), .. new byte[3_000]],
            "no token" => NotificationItem.Write(notification, []),
            "forged" =>
                NotificationItem.Write(notification, CallTokenFormat.Sign(good, new CallTokenKey(7, new byte[32]))),
            "edited token" => [.. NotificationItem.Write(notification, Sign(good))[..^1], 0xAA],
            "edited number" => NotificationItem.Write(notification with { Number = 10 }, Sign(good)),
            "edited lane" => NotificationItem.Write(notification with { Writer = 6 }, Sign(good)),
            "another tenant's item" =>
                NotificationItem.Write(notification, Sign(Token(Two, NotificationItem.Purpose(notification)))),
            "expired" => NotificationItem.Write(notification, Sign(Shifted(good, -31_000))),
            "early" => NotificationItem.Write(notification, Sign(Shifted(good, 60_000))),
            "long life" =>
                NotificationItem.Write(notification, Sign(good with { ExpiresAt = good.ExpiresAt + 60_000 })),
            "another region" => NotificationItem.Write(notification, Sign(good with { Region = "sg" })),
            "a request's token" =>
                NotificationItem.Write(notification, Sign(good with { Purpose = CallPurpose.Request })),
            "a watcher's token" => NotificationItem.Write(notification, Sign(Token(tenant, NotificationStreams.Watch))),
            _ => NotificationItem.Write(notification, Sign(good with { Caller = good.Caller with { Tenant = Two } })),
        };
    }

    private static CallToken Token(TenantId tenant, string purpose)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return new CallToken(
            new Caller(tenant, "system", Roles.None, ""), CallPurpose.System, RiskSilos.Region, 1,
            GrainKey.Of(tenant).ToString(), purpose, now, now + 30_000);
    }

    private static CallToken Shifted(CallToken token, long by) =>
        token with { IssuedAt = token.IssuedAt + by, ExpiresAt = token.ExpiresAt + by };

    private static byte[] Sign(CallToken token) => CallTokenFormat.Sign(token, RiskSilos.Keys.Signing);

    private static Task Until(Func<bool> holds) => Until(() => Task.FromResult(holds()));

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>Has something published until somebody else who watches has heard of it.</summary>
    private async Task Heard(TenantId tenant, Func<Task> publish)
    {
        var heard = false;
        using var watch = silos.Running.Of<ICommitNotifications>(1).Watch(tenant, _ => heard = true);
        await Until(async () =>
        {
            await publish();
            return heard;
        });
    }

    /// <summary>The stream as anybody reaches it who goes past the helper.</summary>
    private IAsyncStream<byte[]> Raw(TenantId tenant) => silos.Running.Of<IClusterClient>(0)
        .GetStreamProvider(NotificationStreams.Provider).GetStream<byte[]>(NotificationStreams.IdOf(tenant));

    public sealed class Silos : IAsyncLifetime
    {
        internal RiskSilos Running { get; private set; } = null!;

        public async Task InitializeAsync() => Running = await RiskSilos.Start(
            new MovablePools(
                [(1, "a"), (2, "a"), (3, "b"), .. Enumerable.Range(FirstOfItems, 20).Select(tenant => (tenant, "a"))]),
            ["a", "a", "b"], RiskSilos.Silent(new SilentStores()));

        public async Task DisposeAsync() => await Running.DisposeAsync();
    }
}
