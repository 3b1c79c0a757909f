using System.Collections.Concurrent;
using System.Net.Sockets;
using OrleansRisk.Crash.Tests.Servers;

namespace OrleansRisk.Crash.Tests.Wire;

/// <summary>
/// Stands between host and PostgreSQL on a socket of its own and reads along, so that a test can stop everything at an
/// exact phase of a commit. The host knows nothing of it: no code of the product is there for these tests.
/// </summary>
public sealed class PostgresWire : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly Socket _listener;
    private readonly ConcurrentDictionary<WiredConnection, Task> _connections = new();
    private readonly Task _accepting;
    private long _begun;

    public PostgresWire(PostgresServer server)
    {
        _server = server;
        Folder = Signals.Run("mktemp", "-d", "/tmp/risk-wire-XXXXXX").Trim();
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(Folder, $".s.PGSQL.{PostgresServer.Port}")));
        _listener.Listen(64);
        _accepting = Accept();
    }

    /// <summary>What a connection string names as its host.</summary>
    public string Folder { get; }

    public Trap? Trap { get; private set; }

    /// <summary>Commits of writers that have begun, over all connections.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    /// <summary>Called when a commit is confirmed, before the host is told.</summary>
    public Action BeforeTelling { get; set; } = () => { };

    /// <summary>Changes a statement of the host, in place, for a red control that takes a guard away.</summary>
    public Rewriting Rewrite { get; set; } = _ => { };

    public delegate void Rewriting(Span<byte> message);

    public Trap Set(Phase phase, int commits, bool onlyOne = false) => Trap = new Trap(phase, commits, onlyOne);

    /// <summary>Cuts every connection and takes the trap away.</summary>
    public async Task Reset()
    {
        Trap = null;
        var open = _connections.ToArray();
        foreach (var (connection, _) in open)
        {
            connection.Close();
        }

        await Task.WhenAll(open.Select(each => each.Value));
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        await Reset();
        Directory.Delete(Folder, recursive: true);
    }

    internal void CountBegun() => Interlocked.Increment(ref _begun);

    private async Task Accept()
    {
        while (true)
        {
            Socket host;
            try
            {
                host = await _listener.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_server.SocketFile));
            }
            catch (SocketException)
            {
                host.Dispose(); // the server is down: to the host it looks so too
                server.Dispose();
                continue;
            }

            var connection = new WiredConnection(
                new NetworkStream(host, ownsSocket: true), new NetworkStream(server, ownsSocket: true), this);
            _connections[connection] = RunToEnd(connection);
        }
    }

    private async Task RunToEnd(WiredConnection connection)
    {
        await Task.Yield();
        await connection.Run();
        _connections.TryRemove(connection, out _);
    }
}
