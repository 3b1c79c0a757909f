using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace OrleansRisk.Postgres.Tests.Starting;

/// <summary>
/// A small pooler in transaction mode, as PgBouncer's: a client gets whatever server session was returned last, and
/// gives it back when the server says that no transaction is open.
/// </summary>
internal sealed class TransactionPooler : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Stack<NetworkStream> _free = [];
    private readonly SemaphoreSlim _sessions;
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private byte[]? _greeting;

    private TransactionPooler(string server, int sessions)
    {
        _server = new NpgsqlConnectionStringBuilder(server);
        _sessions = new SemaphoreSlim(sessions);
    }

    public static TransactionPooler Start(string server, int sessions)
    {
        var pooler = new TransactionPooler(server, sessions);
        pooler._listener.Start();
        _ = pooler.Accept();
        return pooler;
    }

    public string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        lock (_gate)
        {
            _sockets.ForEach(socket => socket.Dispose());
        }

        _sessions.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(new NetworkStream(Kept(await _listener.AcceptSocketAsync()), ownsSocket: true));
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task Serve(NetworkStream client)
    {
        try
        {
            var startup = await Sized(client);
            await client.WriteAsync(await Greeting(startup));
            for (var first = new byte[1]; ;)
            {
                await client.ReadExactlyAsync(first);
                if (first[0] == (byte)'X')
                {
                    return; // the client's goodbye is not the session's
                }

                await OneTransaction(client, first[0], startup);
            }
        }
        catch (Exception closed) when (closed is IOException or SocketException or ObjectDisposedException)
        {
            await client.DisposeAsync();
        }
    }

    /// <summary>What a session says at its start, to every client alike; the first one goes into the pool.</summary>
    private async Task<byte[]> Greeting(byte[] startup)
    {
        if (_greeting is { } known)
        {
            return known;
        }

        await _sessions.WaitAsync();
        var (session, greeting) = await Open(startup);
        Return(session);
        return _greeting = greeting;
    }

    private async Task OneTransaction(NetworkStream client, byte type, byte[] startup)
    {
        await _sessions.WaitAsync();
        var session = Take() ?? (await Open(startup)).Session;
        await Forward(type, await Sized(client), session);
        await FromClient(client, session);
        await AnswersUntilIdle(session, client);
        Return(session);
    }

    /// <summary>Passes on what has arrived by now; a message that comes later begins the next turn.</summary>
    private static async Task FromClient(NetworkStream client, NetworkStream session)
    {
        while (client.DataAvailable)
        {
            var first = new byte[1];
            await client.ReadExactlyAsync(first);
            await Forward(first[0], await Sized(client), session);
        }
    }

    private static async Task AnswersUntilIdle(NetworkStream session, NetworkStream client)
    {
        while (true)
        {
            var type = new byte[1];
            await session.ReadExactlyAsync(type);
            var message = await Sized(session);
            await Forward(type[0], message, client);
            if (type[0] == (byte)'Z')
            {
                if (message[4] == (byte)'I')
                {
                    return;
                }

                var next = new byte[1];
                await client.ReadExactlyAsync(next); // inside a transaction: the session stays with this client
                await Forward(next[0], await Sized(client), session);
                await FromClient(client, session);
            }
        }
    }

    private async Task<(NetworkStream Session, byte[] Greeting)> Open(byte[] startup)
    {
        var unix = _server.Host!.StartsWith('/');
        EndPoint end = unix
            ? new UnixDomainSocketEndPoint($"{_server.Host}/.s.PGSQL.{_server.Port}")
            : new DnsEndPoint(_server.Host, _server.Port);
        var socket = Kept(new Socket(
            unix ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified));
        await socket.ConnectAsync(end);
        var session = new NetworkStream(socket, ownsSocket: true);
        await session.WriteAsync(startup);
        using var greeting = new MemoryStream();
        for (var type = new byte[1]; type[0] != (byte)'Z';)
        {
            await session.ReadExactlyAsync(type);
            await Forward(type[0], await Sized(session), greeting);
        }

        return (session, greeting.ToArray());
    }

    private NetworkStream? Take()
    {
        lock (_gate)
        {
            return _free.TryPop(out var session) ? session : null;
        }
    }

    private void Return(NetworkStream session)
    {
        lock (_gate)
        {
            _free.Push(session);
        }

        _sessions.Release();
    }

    private Socket Kept(Socket socket)
    {
        lock (_gate)
        {
            _sockets.Add(socket);
        }

        return socket;
    }

    /// <summary>A message from its length on.</summary>
    private static async Task<byte[]> Sized(Stream from)
    {
        var length = new byte[4];
        await from.ReadExactlyAsync(length);
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        length.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(4));
        return message;
    }

    private static async Task Forward(byte type, byte[] message, Stream to)
    {
        byte[] whole = [type, .. message];
        await to.WriteAsync(whole);
    }
}
