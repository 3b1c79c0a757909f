using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace OrleansRisk.Crash.Tests.Wire;

/// <summary>One connection of the host, passed on to the server message by message until a trap holds it.</summary>
internal sealed class WiredConnection(Stream host, Stream server, PostgresWire wire)
{
    private const int AskForTls = 80877103, AskForGss = 80877104;
    private static readonly byte[] No = "N"u8.ToArray();
    private readonly Frontend _frontend = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isWriter;
    private volatile bool _inCommit;

    public async Task Run()
    {
        try
        {
            await await Task.WhenAny(FromHost(), FromServer());
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // Whoever was killed does not say goodbye.
        }
        finally
        {
            Close();
        }
    }

    public void Close()
    {
        _closed.TrySetResult();
        host.Dispose();
        server.Dispose();
    }

    private async Task FromHost()
    {
        var messages = new MessageReader(host);
        if (!await Begin(messages))
        {
            return;
        }

        while (await messages.Next() is { Length: > 0 } message)
        {
            var (step, trap) = (StepOf(message), wire.Trap);
            var stops = trap?.Holds == true || (step != Step.Other && trap?.Reached(step, forwarded: false) == true);
            await HoldIf(_isWriter && stops, trap);
            await server.WriteAsync(message);
            if (step == Step.Commit)
            {
                _inCommit = true;
                wire.Trap?.Reached(step, forwarded: true);
            }
        }
    }

    // Answers the offer of encryption with no, and passes the start-up message on.
    private async Task<bool> Begin(MessageReader messages)
    {
        while (await messages.First() is { Length: > 0 } first)
        {
            if (first.Length == 8 && BinaryPrimitives.ReadInt32BigEndian(first.Span[4..]) is AskForTls or AskForGss)
            {
                await host.WriteAsync(No);
                continue;
            }

            await server.WriteAsync(first);
            return true;
        }

        return false;
    }

    private Step StepOf(ReadOnlyMemory<byte> message)
    {
        var step = _frontend.Read(message.Span[0], message.Span[5..]);
        if (message.Span[0] is (byte)'P' or (byte)'Q')
        {
            wire.Rewrite(MemoryMarshal.AsMemory(message).Span);
        }

        if (step is Step.Copy or Step.Append)
        {
            _isWriter = true;
            wire.CountBegun();
        }

        return step == Step.Commit && !_isWriter ? Step.Other : step;
    }

    private async Task FromServer()
    {
        var messages = new MessageReader(server);
        while (await messages.Next() is { Length: > 0 } message)
        {
            var confirms = _inCommit && IsCommitted(message.Span);
            if (confirms)
            {
                _inCommit = false;
                var trap = wire.Trap;
                await HoldIf(trap?.Confirmed() == true, trap);
                wire.BeforeTelling();
            }

            await host.WriteAsync(message);
            if (confirms)
            {
                wire.Trap?.Told();
            }
        }
    }

    private static bool IsCommitted(ReadOnlySpan<byte> message) =>
        message[0] == (byte)'C' && Encoding.ASCII.GetString(message[5..^1]) == "COMMIT";

    // Held until the trap lets go or one side dies.
    private async Task HoldIf(bool held, Trap? trap)
    {
        if (held && trap is not null && await Task.WhenAny(trap.Released, _closed.Task) == _closed.Task)
        {
            throw new IOException("held until it was closed");
        }
    }
}
