using System.Net.Sockets;
using System.Text;
using OrleansRisk.Benchmarks.Http;
using OrleansRisk.Client;
using OrleansRisk.Contract.Feed;

namespace OrleansRisk.Benchmarks.Feed;

/// <summary>Subscribers of one host.</summary>
internal sealed class FeedSubscribers : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _reading = [];
    private readonly List<RiskClient> _clients = [];
    private readonly List<HeardEvent> _heard = new(100_000);
    private Socket? _stopped;

    /// <summary>One that asks for everything over a socket that takes little, and reads none of it.</summary>
    public static async Task<FeedSubscribers> Stopped(HostProcess host)
    {
        using var client = RiskClient.Connect(host.Http2Url, host.Key);
        var subscription = await client.Subscriptions.CreateAsync(new SubscriptionRequest());
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(host.Url.Host, host.Url.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /v1/feed?subscription={subscription.Subscription}&after=now HTTP/1.1\r\nHost: risk\r\n"
            + $"Accept: text/event-stream\r\nAuthorization: Bearer {host.Key}\r\n\r\n"));
        return new FeedSubscribers { _stopped = socket };
    }

    /// <summary>Each watches one account of these that are there already.</summary>
    public static async Task<FeedSubscribers> OnePerAccount(HostProcess host, int count, string prefix)
    {
        const int SubscribersPerClient = 50;
        var subscribers = new FeedSubscribers();
        await ForgetEarlier(host); // a tenant may have no more of them than this takes
        for (var i = 0; i < count; i++)
        {
            if (i % SubscribersPerClient == 0)
            {
                subscribers._clients.Add(RiskClient.Connect(host.Http2Url, host.Key));
            }

            var client = subscribers._clients[^1];
            var account = await client.Accounts.LookupAsync($"{prefix}{i}");
            var filter = new FilterBody { Accounts = [account.AccountId], Events = [EventTypes.ScoreUpdated] };
            var made = await client.Subscriptions.CreateAsync(new SubscriptionRequest { Filter = filter });
            var from = (await client.Feed.GetPageAsync(made.Subscription, "now")).After;
            subscribers._reading.Add(subscribers.Read(client, made.Subscription, from));
        }

        return subscribers;
    }

    private static async Task ForgetEarlier(HostProcess host)
    {
        using var client = RiskClient.Connect(host.Http2Url, host.Key);
        foreach (var earlier in (await client.Subscriptions.ListAsync()).Items)
        {
            await client.Subscriptions.DeleteAsync(earlier.Subscription);
        }
    }

    /// <summary>As many events as there were, or as came in time.</summary>
    public async Task<List<HeardEvent>> Heard(int events)
    {
        for (var waited = 0; waited < Patience.TotalSeconds * 10; waited++)
        {
            lock (_heard)
            {
                if (_heard.Count >= events)
                {
                    break;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        lock (_heard)
        {
            return [.. _heard];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_reading);
        _clients.ForEach(client => client.Dispose());
        _stopped?.Dispose();
        _stop.Dispose();
    }

    private async Task Read(RiskClient client, string subscription, string from)
    {
        try
        {
            await foreach (var told in client.Feed.WatchAsync(subscription, from, _stop.Token))
            {
                var now = TimeProvider.System.GetUtcNow();
                var decision = told.Data.GetProperty("decision").GetString()!;
                lock (_heard)
                {
                    _heard.Add(new HeardEvent(decision, told.Created, now));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }
}

/// <param name="Arrived">When the transaction reached the host.</param>
/// <param name="At">When the subscriber had the event.</param>
internal readonly record struct HeardEvent(string Decision, DateTimeOffset Arrived, DateTimeOffset At);
