using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OrleansRisk.Crash.Tests.Wire;

/// <summary>
/// Stands between client and host on a port that stays, whichever host is behind it. Shut, it swallows what the host
/// answers and lets everything else pass: the client then sees answers that never came.
/// </summary>
public sealed class AnswerGate : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, TcpClient> _pairs = new();
    private readonly Task _accepting;
    private long _swallowed;
    private volatile bool _shut;

    public AnswerGate()
    {
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Port of the host; 0 while there is none.</summary>
    public int HostPort { get; set; }

    /// <summary>Bytes of answers that never reached the client.</summary>
    public long Swallowed => Interlocked.Read(ref _swallowed);

    public void Shut() => _shut = true;

    /// <summary>Cuts every connection and lets answers pass again.</summary>
    public void Reset()
    {
        foreach (var (client, host) in _pairs)
        {
            client.Dispose();
            host.Dispose();
        }

        _pairs.Clear();
        Interlocked.Exchange(ref _swallowed, 0);
        _shut = false;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        Reset();
    }

    private async Task Accept()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = Pass(client);
        }
    }

    private async Task Pass(TcpClient client)
    {
        var host = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        _pairs[client] = host;
        try
        {
            await host.ConnectAsync(IPAddress.Loopback, HostPort);
            await await Task.WhenAny(
                client.GetStream().CopyToAsync(host.GetStream()), Answers(host.GetStream(), client.GetStream()));
        }
        catch (Exception e) when (
            e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone; so is the other, now.
        }
        finally
        {
            _pairs.TryRemove(client, out _);
            client.Dispose();
            host.Dispose();
        }
    }

    private async Task Answers(NetworkStream host, NetworkStream client)
    {
        var buffer = new byte[64 * 1024];
        while (await host.ReadAsync(buffer) is > 0 and var length)
        {
            if (_shut)
            {
                Interlocked.Add(ref _swallowed, length);
            }
            else
            {
                await client.WriteAsync(buffer.AsMemory(0, length));
            }
        }
    }
}
