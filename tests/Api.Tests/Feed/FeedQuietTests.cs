using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Feed;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Engine.Access;
using OrleansRisk.Engine.Feed;
using OrleansRisk.Engine.Sealing;
using OrleansRisk.Engine.Tenants;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Feed;

/// <summary>What a stream of the feed does with a reader that takes nothing.</summary>
public sealed class FeedQuietTests
{
    [Fact]
    public async Task Stream_WhoseReaderTakesNothing_IsCutOffAfterThirtySecondsAndNotBefore()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        var (parts, keys) = (Service<FeedParts>(host), Service<IKeyRing>(host));
        Assert.True(ApiKeyText.TryParse(host.Ingest, out var key));
        var caller = new Caller(new TenantId(1), "key:" + key.Id, Roles.Ingest | Roles.Read, "req");
        var call = new Call(caller, key.Id, null, time.GetTimestamp(), LinesPerSecond: 0);
        var subscription = new SubscriptionBody
        {
            Subscription = "sub_1",
            CreatedAt = time.GetUtcNow(),
            Filter = new FilterBody(),
            Conflate = false,
        };
        var from = new FeedCursor(await parts.Feed.Now(default), null);
        using var session = new FeedSession(
            parts, call, subscription, await keys.Pseudonyms(caller.Tenant, default), from);
        await using var reader = new StuckReader();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(reader));
        context.Features.Set<IHttpRequestLifetimeFeature>(reader);

        var running = Service<FeedStreams>(host).Run(context, call, session);
        await reader.Asked.WaitAsync(TimeSpan.FromSeconds(30));
        var began = time.GetUtcNow();
        for (var i = 0; i < 10_000 && !running.IsCompleted; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System));
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(reader.Aborted, "the connection was left open");
        Assert.True(time.GetUtcNow() - began >= Limits.ReaderProgress, "it was cut off early");
    }

    private static T Service<T>(ApiHost host)
        where T : notnull => host.App.Services.GetRequiredService<T>();

    /// <summary>The other side of a connection that takes nothing.</summary>
    private sealed class StuckReader : MemoryStream, IHttpRequestLifetimeFeature
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public bool Aborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => Aborted = true;

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
    }
}
