using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansRisk.Amqp;
using OrleansRisk.Client;

namespace OrleansRisk.Host.Amqp;

/// <summary>
/// Consumes a queue for as long as the host serves. It goes in by the host's own front door, with a tenant's key: what
/// holds for every sender holds for it, and a tenant that is served elsewhere is found there.
/// </summary>
internal sealed class BrokerConsumer(
    BrokerQueue queue, IServer server, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<BrokerConsumer> logger) : BackgroundService
{
    /// <summary>How long after a refusal it is tried again: somebody has to mend something first.</summary>
    private static readonly TimeSpan RefusedWait = TimeSpan.FromSeconds(30);

    /// <summary>Streams end while the host stops: little can still be answered, the rest is delivered again.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The edge takes no more while the host stops, so this begins to stop no later.
        using var stop =
            CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        if (!await Started(stop.Token))
        {
            return;
        }

        using var client = RiskClient.Connect(FrontDoor(), queue.Key, time);
        var consumer = new QueueConsumer(client, queue.Broker, queue.Options with
        {
            StopWithin = StopWithin,
            Connected = () => BrokerConsumerLog.Connected(logger, queue.Options.Queue, queue.Broker),
            Interrupted = why => BrokerConsumerLog.Interrupted(
                logger, queue.Options.Queue, why.Code, why.Message, why.Wait.TotalSeconds),
        }, time);
        while (!stop.IsCancellationRequested)
        {
            await Consume(consumer, stop.Token);
        }

        BrokerConsumerLog.Stopped(
            logger, queue.Options.Queue, consumer.Consumed.Messages, consumer.Consumed.Decided,
            consumer.Consumed.Duplicates, consumer.Consumed.Refused);
    }

    private async Task Consume(QueueConsumer consumer, CancellationToken stop)
    {
        try
        {
            await consumer.Run(stop);
        }
        catch (Exception refusal) when (refusal is BrokerException or RiskException)
        {
            BrokerConsumerLog.Refused(logger, queue.Options.Queue, refusal.Message, RefusedWait.TotalSeconds);
            await Task.Delay(RefusedWait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>False where the host stops before it listens.</summary>
    private async Task<bool> Started(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var listens = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await using var stops = stop.Register(() => started.TrySetResult());
        await started.Task;
        return !stop.IsCancellationRequested;
    }

    /// <summary>The HTTP/2 port of this very host, also where it listens at every address.</summary>
    private Uri FrontDoor()
    {
        var http2 = new UriBuilder(server.Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(1));
        http2.Host = http2.Host switch
        {
            "0.0.0.0" => "127.0.0.1",
            "[::]" => "[::1]",
            var named => named,
        };
        return http2.Uri;
    }
}
