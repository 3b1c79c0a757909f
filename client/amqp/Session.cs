using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OrleansRisk.Client;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace OrleansRisk.Amqp;

/// <summary>
/// One connection to a broker: messages come in, their transactions go up in one stream and so in their order, what
/// comes of them is published, and only then is a message acknowledged. Whatever goes wrong ends it as a whole; the
/// broker then hands out again what was not acknowledged, and what had been recorded is answered as a duplicate.
/// </summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly SessionParts _with;
    private readonly ConsumeOptions _options;
    private readonly IConnection _connection;
    private readonly IChannel _in;
    private readonly IChannel _out;
    private readonly MessageReader _reader;
    private readonly Publishing _publishing;
    private readonly Channel<Delivery> _arrived;
    private readonly ConcurrentDictionary<long, (Delivery Message, MessageRow Row)> _asked = new();
    private readonly ConcurrentDictionary<ulong, Task> _settling = new();
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private volatile bool _stopping;

    private Session(SessionParts with, IConnection connection, IChannel incoming, IChannel outgoing)
    {
        (_with, _options) = (with, with.Options);
        (_connection, _in, _out) = (connection, incoming, outgoing);
        _reader = new MessageReader(_options.Map);
        _publishing = new Publishing(outgoing, _options);
        _arrived = Channel.CreateBounded<Delivery>(_options.Prefetch); // the broker hands out no more than these
        _connection.ConnectionShutdownAsync += (_, why) => Break(Trouble.Closed(why));
        _in.ChannelShutdownAsync += (_, why) => Break(Trouble.Closed(why));
        _out.ChannelShutdownAsync += (_, why) => Break(Trouble.Closed(why));
    }

    /// <summary>Connects, and sees to it that everything needed is there.</summary>
    public static async Task<Session> Open(SessionParts with, CancellationToken cancel)
    {
        var connection = await Connected(with.Broker, cancel);
        try
        {
            await Topology.Ensure(connection, with.Options, cancel);
            var incoming = await connection.CreateChannelAsync(cancellationToken: cancel);
            await incoming.BasicQosAsync(0, (ushort)with.Options.Prefetch, global: false, cancel);
            var confirmed = new CreateChannelOptions(
                publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
            return new Session(with, connection, incoming, await connection.CreateChannelAsync(confirmed, cancel));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs until it is stopped or has taken what it was to take; throws where it breaks.</summary>
    public async Task Run(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var hears = stop.Register(() => stopped.TrySetResult());
        var answering = Answer();
        var tag = await Consume();
        if (await Task.WhenAny(answering, _broken.Task, stopped.Task) == stopped.Task)
        {
            await Finish(tag, answering);
        }

        await _over.CancelAsync();
        await Ended(answering);
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        await _over.CancelAsync();
        try
        {
            await _connection.CloseAsync(Limits.CloseWithin);
        }
        catch (Exception failure) when (Trouble.IsBrokers(failure))
        {
            // It has gone already; closing in good order is a courtesy.
        }

        await _connection.DisposeAsync();
        _over.Dispose();
    }

    private static async Task<IConnection> Connected(BrokerAddress broker, CancellationToken cancel)
    {
        try
        {
            return await broker.Connect(cancel);
        }
        catch (Exception failure) when (Trouble.IsBrokers(failure))
        {
            throw Trouble.Connecting(broker, failure);
        }
    }

    private async Task<string> Consume()
    {
        var consumer = new AsyncEventingBasicConsumer(_in);
        consumer.ReceivedAsync += (_, delivered) =>
        {
            _arrived.Writer.TryWrite(new Delivery(delivered)); // one that comes during a stop goes back to the queue
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, _) =>
            Break(new BrokerException(BrokerException.Away, $"The broker took queue {_options.Queue} away."));
        return await _in.BasicConsumeAsync(_options.Queue, autoAck: false, consumer, _over.Token);
    }

    /// <summary>Takes nothing more, waits a while for what is under way; the rest goes back to the queue.</summary>
    private async Task Finish(string tag, Task answering)
    {
        _stopping = true;
        _arrived.Writer.TryComplete();
        var wait = Task.Delay(_options.StopWithin, _with.Time, _over.Token);
        var cancelled = _in.BasicCancelAsync(tag, cancellationToken: _over.Token);
        await Task.WhenAny(Task.WhenAll(cancelled, answering), _broken.Task, wait);
    }

    /// <summary>A stop's own cancellation is no failure; what broke first is.</summary>
    private async Task Ended(Task answering)
    {
        try
        {
            await answering;
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // Stopped, or broken: told below.
        }

        if (_broken.Task.IsFaulted)
        {
            await _broken.Task;
        }
    }

    private async Task Answer()
    {
        var options = new SendOptions { Mode = _options.Mode, Interrupted = _options.Interrupted };
        await foreach (var answer in _with.Client.Transactions.SendAsync(Lines(_over.Token), options, _over.Token))
        {
            _asked.Remove(answer.Number, out var asked);
            switch (answer)
            {
                case TransactionAnswer.Refused refused:
                    Refuse(asked.Message, asked.Row, refused.Problem);
                    break;
                case TransactionAnswer.Decided { Decision.Decision: null }:
                    throw new BrokerException(
                        BrokerException.Away, "The server answered without recording; the message stays in the queue.");
                case TransactionAnswer.Decided { Decision: var decision }:
                    asked.Message.Await(
                        _publishing.Decision(asked.Message, asked.Row.Place, decision, _over.Token));
                    _with.Consumed.AddDecided(decision.Duplicate);
                    break;
            }

            Close(asked.Message);
        }

        await Task.WhenAll(_settling.Values);
    }

    private async IAsyncEnumerable<TransactionLine> Lines([EnumeratorCancellation] CancellationToken cancel)
    {
        var (number, taken, left) = (0L, 0L, _with.Left);
        while (taken != left && await _arrived.Reader.WaitToReadAsync(cancel)
            && !_stopping && _arrived.Reader.TryRead(out var message))
        {
            taken++;
            foreach (var row in _reader.Rows(message))
            {
                message.Open();
                if (row.Line is { } line)
                {
                    _asked[++number] = (message, row);
                    yield return line;
                }
                else
                {
                    Refuse(message, row, row.Fault!);
                    Close(message);
                }
            }

            Close(message);
        }
    }

    private void Refuse(Delivery message, MessageRow row, Contract.Errors.Problem problem)
    {
        message.Await(_publishing.Refused(message, row, problem, _over.Token));
        _with.Consumed.AddRefused();
    }

    private void Close(Delivery message)
    {
        if (message.Close())
        {
            var settling = _settling[message.Tag] = Settle(message);
            _ = Forget(message.Tag, settling);
        }
    }

    private async Task Forget(ulong tag, Task settling)
    {
        await settling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _settling.TryRemove(tag, out _);
    }

    /// <summary>Published and confirmed first; acknowledged only then.</summary>
    private async Task Settle(Delivery message)
    {
        try
        {
            await message.Published();
            await _in.BasicAckAsync(message.Tag, multiple: false, _over.Token);
            _with.Consumed.AddMessage();
        }
        catch (Exception failure) when (Trouble.IsBrokers(failure))
        {
            await Break(Trouble.Lost(failure));
        }
    }

    private Task Break(BrokerException why)
    {
        if (!_stopping || why.Code != BrokerException.Away)
        {
            _broken.TrySetException(why);
        }

        return Task.CompletedTask;
    }
}
