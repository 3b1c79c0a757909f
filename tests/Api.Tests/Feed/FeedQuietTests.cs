using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Feed;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Events.Feed;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Sealing;
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
        var (call, session) = await Session(host, time, time);
        await using var reader = new StuckReader();

        var running = Service<FeedStreams>(host).Run(Context(reader, reader), call, session);
        await reader.Asked.WaitAsync(TimeSpan.FromSeconds(30));
        var began = time.GetUtcNow();
        for (var i = 0; i < 10_000 && !running.IsCompleted; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System));
        }

        await running;
        Assert.True(reader.Aborted, "the connection was left open");
        Assert.True(time.GetUtcNow() - began >= Limits.ReaderProgress, "it was cut off early");
        session.Dispose();
    }

    [Fact]
    public async Task Stream_WhoseReaderHasLeft_EndsWithoutAFault()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        var (call, session) = await Session(host, time, time);
        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync(); // the connection is closed, and the request is not cancelled yet
        await using var stream = pipe.Writer.AsStream();
        var context = Context(stream, new HttpRequestLifetimeFeature());
        context.Features.Set<IHttpResponseBodyFeature>(new LeftReader(stream, pipe.Writer));

        await Service<FeedStreams>(host).Run(context, call, session).WaitAsync(TimeSpan.FromSeconds(30));

        session.Dispose();
    }

    [Fact]
    public async Task Stream_WhereNothingHappens_SaysItsCursorEveryFifteenSecondsAndNothingElse()
    {
        const int beats = 5;
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        var waits = new CountedWaits(time);
        var (call, session) = await Session(host, time, waits);
        await using var reader = new TimedReader(time);
        using var gone = new CancellationTokenSource();
        var lifetime = new HttpRequestLifetimeFeature { RequestAborted = gone.Token };

        var running = Service<FeedStreams>(host).Run(Context(reader, lifetime), call, session);
        while (reader.Said.Count < beats && !running.IsCompleted)
        {
            await waits.Armed.WaitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            time.Advance(Limits.FeedKeyRecheck);
        }

        Assert.False(running.IsCompleted, "the stream ended");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.All(reader.Said, each => Assert.Matches(@"\A:\nid: [A-Za-z0-9_-]+\n\n\z", each.Text));
        foreach (var (before, after) in reader.Said.Zip(reader.Said.Skip(1)))
        {
            Assert.InRange(
                after.At - before.At, Limits.FeedHeartbeat, Limits.FeedHeartbeat + (3 * Limits.FeedKeyRecheck));
        }

        session.Dispose();
    }

    private static async Task<(Call Call, FeedSession Session)> Session(
        ApiHost host, ManualTime time, TimeProvider waits)
    {
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
        var parts = Service<FeedParts>(host) with { Time = waits };
        var from = new FeedCursor(await parts.Feed.Now(default), null);
        var pseudonyms = await Service<IKeyRing>(host).Pseudonyms(caller.Tenant, default);
        return (call, new FeedSession(parts, caller, subscription, pseudonyms, from));
    }

    private static DefaultHttpContext Context(Stream body, IHttpRequestLifetimeFeature lifetime)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        context.Features.Set(lifetime);
        return context;
    }

    private static T Service<T>(ApiHost host)
        where T : notnull => host.App.Services.GetRequiredService<T>();

    /// <summary>The test's clock, which also says when somebody has begun to wait by it.</summary>
    private sealed class CountedWaits(ManualTime time) : TimeProvider
    {
        public SemaphoreSlim Armed { get; } = new(0);

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = time.CreateTimer(callback, state, dueTime, period);
            Armed.Release();
            return timer;
        }
    }

    /// <summary>The way to a reader that has closed its connection.</summary>
    private sealed class LeftReader(Stream stream, PipeWriter writer) : IHttpResponseBodyFeature
    {
        public Stream Stream => stream;

        public PipeWriter Writer => writer;

        public Task CompleteAsync() => Task.CompletedTask;

        public void DisableBuffering()
        {
        }

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>A reader that notes when it was told what.</summary>
    private sealed class TimedReader(ManualTime time) : MemoryStream
    {
        public ConcurrentQueue<(DateTimeOffset At, string Text)> Said { get; } = new();

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Said.Enqueue((time.GetUtcNow(), Encoding.ASCII.GetString(buffer.Span)));
            return ValueTask.CompletedTask;
        }
    }

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
