using System.Threading.Channels;

namespace OrleansRisk.Api.Http;

/// <summary>Wakes one waiter; signals that come while nobody waits are one signal.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Set() => _channel.Writer.TryWrite(true);

    public ValueTask<bool> Wait(CancellationToken cancel = default) => _channel.Reader.ReadAsync(cancel);
}
