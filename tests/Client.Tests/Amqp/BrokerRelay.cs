using System.Net;
using System.Net.Sockets;

namespace OrleansRisk.Client.Tests.Amqp;

/// <summary>A wire to the broker on which a test can keep back what the client says.</summary>
internal sealed class BrokerRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _broker;
    private volatile bool _holds;

    public BrokerRelay(string broker)
    {
        _broker = new Uri(broker);
        _listener.Start();
        _ = Accept();
    }

    /// <summary>The broker's address, through here.</summary>
    public string Url => new UriBuilder(_broker) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.ToString();

    /// <summary>Whatever the client says from now on never arrives.</summary>
    public void Hold() => _holds = true;

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                var server = new TcpClient();
                await server.ConnectAsync(_broker.Host, _broker.Port);
                _ = Pump(client, server, fromClient: true);
                _ = Pump(server, client, fromClient: false);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task Pump(TcpClient from, TcpClient to, bool fromClient)
    {
        var buffer = new byte[65_536];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is var read and > 0)
            {
                if (!(fromClient && _holds))
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
                }
            }
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // one end is gone, so goes the other
        }

        from.Close();
        to.Close();
    }
}
