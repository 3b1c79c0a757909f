using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace OrleansRisk.Tests.Support;

/// <summary>What a relay does when a client sends the words it waits for.</summary>
public enum RelayAct
{
    /// <summary>Cuts the connection; the server never sees those words.</summary>
    CutBefore,

    /// <summary>Lets them through, waits for the server's answer, and cuts before the client sees it.</summary>
    CutBeforeAnswer,

    /// <summary>Passes nothing on any more, in either direction, and keeps the connections open.</summary>
    Stall,
}

/// <summary>
/// A wire between a client and PostgreSQL that a test can cut, stall or take away at a chosen word: a database that
/// is down, slow, or gone in the middle of a commit, without touching the server.
/// </summary>
public sealed class DatabaseRelay : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _sockets = [];
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _words;
    private RelayAct _act;
    private volatile bool _stalled;
    private volatile bool _refusing;
    private bool _refuseAfter;

    private DatabaseRelay(string server) => _server = new NpgsqlConnectionStringBuilder(server);

    /// <summary>Completes when the words have been seen and acted upon.</summary>
    public Task Struck => _struck.Task;

    /// <summary>Whether new connections are closed at once, as by a server that is down.</summary>
    public bool Refusing
    {
        get => _refusing;
        set => _refusing = value;
    }

    public static DatabaseRelay Start(string server)
    {
        var relay = new DatabaseRelay(server);
        relay._listener.Start();
        _ = relay.Accept();
        return relay;
    }

    /// <summary>The same connection string, but through here.</summary>
    public string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Arms the relay, once.</summary>
    public void When(string words, RelayAct act, bool refuseAfter = false)
    {
        lock (_gate)
        {
            (_words, _act, _refuseAfter) = (Encoding.ASCII.GetBytes(words), act, refuseAfter);
        }
    }

    /// <summary>Cuts every connection there is.</summary>
    public void CutAll()
    {
        lock (_gate)
        {
            _sockets.ForEach(Close);
            _sockets.Clear();
        }
    }

    /// <summary>Passes nothing on any more.</summary>
    public void Stall() => _stalled = true;

    public ValueTask DisposeAsync()
    {
        _listener.Stop();
        CutAll();
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                if (_refusing)
                {
                    Close(client);
                    continue;
                }

                var server = await Dial();
                lock (_gate)
                {
                    _sockets.Add(client);
                    _sockets.Add(server);
                }

                var wire = new Wire(client, server);
                _ = Pump(wire, client, server, fromClient: true);
                _ = Pump(wire, server, client, fromClient: false);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task<Socket> Dial()
    {
        var unix = _server.Host!.StartsWith('/');
        EndPoint end = unix
            ? new UnixDomainSocketEndPoint($"{_server.Host}/.s.PGSQL.{_server.Port}")
            : new DnsEndPoint(_server.Host, _server.Port);
        var socket = new Socket(
            unix ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(end);
        return socket;
    }

    private async Task Pump(Wire wire, Socket from, Socket to, bool fromClient)
    {
        var buffer = new byte[64 * 1024];
        var kept = 0; // the end of what was seen before, in case the words are split
        try
        {
            while (true)
            {
                var read = await from.ReceiveAsync(buffer.AsMemory(kept));
                if (read == 0 || (!fromClient && wire.AnswerStops))
                {
                    break;
                }

                if (fromClient
                    && Strikes(buffer.AsSpan(0, kept + read)) && !await Act(wire, buffer.AsMemory(kept, read)))
                {
                    break;
                }

                if (_stalled)
                {
                    continue;
                }

                await to.SendAsync(buffer.AsMemory(kept, read));
                kept = Keep(buffer, kept + read);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // one end is gone, so goes the other
        }

        Close(from);
        Close(to);
    }

    private static int Keep(byte[] buffer, int length)
    {
        var keep = Math.Min(32, length);
        buffer.AsSpan(length - keep, keep).CopyTo(buffer);
        return keep;
    }

    private bool Strikes(ReadOnlySpan<byte> seen)
    {
        lock (_gate)
        {
            if (_words is null || seen.IndexOf(_words) < 0)
            {
                return false;
            }

            _words = null;
            _refusing |= _refuseAfter;
            return true;
        }
    }

    private async Task<bool> Act(Wire wire, ReadOnlyMemory<byte> pending)
    {
        if (_act == RelayAct.CutBeforeAnswer)
        {
            wire.AnswerStops = true;
            await wire.Server.SendAsync(pending);
            _struck.TrySetResult();
            await wire.Answered();
            return false;
        }

        _stalled = _act == RelayAct.Stall;
        _struck.TrySetResult();
        return _act == RelayAct.Stall;
    }

    private static void Close(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // closed already
        }

        socket.Dispose();
    }

    private sealed class Wire(Socket client, Socket server)
    {
        private volatile bool _answerStops;

        public Socket Client => client;

        public Socket Server => server;

        public bool AnswerStops
        {
            get => _answerStops;
            set => _answerStops = value;
        }

        /// <summary>
        /// Waits until the server has something to say (or has closed): what was sent has been worked on.
        /// </summary>
        public async Task Answered()
        {
            while (server.Connected && !server.Poll(0, SelectMode.SelectRead))
            {
                await Task.Yield();
            }
        }
    }
}
