using OrleansRisk.Client;
using OrleansRisk.Client.Sending;

namespace OrleansRisk.Amqp;

/// <summary>Consumes a queue for as long as it is let, over as many connections as that takes.</summary>
internal sealed class QueueConsumer(RiskClient client, BrokerAddress broker, ConsumeOptions options, TimeProvider time)
{
    /// <summary>What it has come to.</summary>
    public Consumed Consumed { get; } = new();

    /// <summary>
    /// Ends in good order when it is stopped. A broker that is away is waited for, and so is one that lacks something
    /// it had before; one that refuses from the beginning is the caller's to mend.
    /// </summary>
    /// <exception cref="BrokerException">The broker refuses or lacks something, and nothing was consumed.</exception>
    /// <exception cref="RiskException">The server refuses the whole upload: a wrong key, say.</exception>
    public async Task Run(CancellationToken stop)
    {
        var parts = new SessionParts(client, broker, options, Consumed, time);
        var backOff = new BackOff(Limits.BackOffFirst, Limits.BackOffMax);
        var stood = false;
        while (!stop.IsCancellationRequested && parts.Left is not <= 0)
        {
            var before = Consumed.Messages;
            try
            {
                await using var session = await Session.Open(parts, stop);
                stood = true;
                options.Connected();
                await session.Run(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is BrokerException || Trouble.IsBrokers(failure))
            {
                var trouble = Trouble.Lost(failure);
                if (!stood && !trouble.Passes)
                {
                    throw trouble;
                }

                if (Consumed.Messages > before)
                {
                    backOff.Reset();
                }

                await Wait(backOff.Next(asked: null), trouble, stop);
            }
        }
    }

    private async Task Wait(TimeSpan wait, BrokerException trouble, CancellationToken stop)
    {
        options.Interrupted(new Interruption(0, wait, trouble.Code, trouble.Message));
        await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
