using System.Collections.Concurrent;
using OrleansRisk.Amqp;

namespace OrleansRisk.Client.Tests.Amqp;

/// <summary>A consumer at work, and what it told while it was.</summary>
internal sealed class Running : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly RiskClient _client;
    private readonly QueueConsumer _consumer;
    private readonly Task _running;

    public Running(RiskClient client, string broker, ConsumeOptions options)
    {
        _client = client;
        options = options with
        {
            Interrupted = Interruptions.Enqueue,
            Connected = () => Connections++,
        };
        _consumer = new QueueConsumer(client, BrokerAddress.Parse(broker)!, options, TimeProvider.System);
        _running = Task.Run(() => _consumer.Run(_stop.Token));
    }

    public ConcurrentQueue<Interruption> Interruptions { get; } = new();

    public int Connections { get; private set; }

    public Consumed Consumed => _consumer.Consumed;

    /// <summary>Waits until it has ended by itself.</summary>
    public Task Ended() => _running.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Stops it in good order.</summary>
    public async Task Stop()
    {
        await _stop.CancelAsync();
        await Ended();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _stop.Dispose();
    }
}
