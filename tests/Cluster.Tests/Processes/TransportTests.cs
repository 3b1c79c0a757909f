using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using OrleansRisk.Host.Transport;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Processes;

public sealed class TransportTests(TransportTests.Pair pair) : IClassFixture<TransportTests.Pair>
{
    [Fact]
    public async Task Silo_AskedWithoutACertificateOfItsAuthority_HangsUp()
    {
        var silos = pair.Silos;
        using var stranger = CertificateAuthority.Make(TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(1));
        using var foreign = CertificateAuthority.Issue(stranger, TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(1));
        using var own = X509Certificate2.CreateFromPemFile(
            Path.Combine(silos.Secrets, "silo.pem"), Path.Combine(silos.Secrets, "silo.key"));
        Assert.True(await IsHeard(silos.Silos[0].SiloPort, own));
        Assert.False(await IsHeard(silos.Silos[0].SiloPort, foreign));
        Assert.False(await IsHeard(silos.Silos[0].SiloPort, certificate: null));
    }

    [Fact]
    public async Task Certificates_WhenRenewed_AreTakenWithoutARestart()
    {
        var silos = pair.Silos;
        var before = await Shown(silos.Silos[0].SiloPort, silos.Secrets);
        await silos.Command("certs");
        await silos.Command("certs"); // twice: the call-token key of the start is not live any more
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Shown(silos.Silos[0].SiloPort, silos.Secrets) == before)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, limit.Token);
        }

        await silos.Add();
        using var load = new AcknowledgedLoad(silos.Key, () => [.. silos.Silos.Select(silo => silo.Http)]);
        await load.Run(accounts: 12, each: 4).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(48, load.Acknowledged);
    }

    /// <summary>Whether the silo, after the handshake, waits for us to speak rather than hanging up.</summary>
    private static async Task<bool> IsHeard(int port, X509Certificate2? certificate)
    {
        try
        {
            using var stream = await Connect(port, certificate);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            return await stream.ReadAsync(new byte[1], patience.Token) > 0;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            return false;
        }
    }

    private static async Task<string> Shown(int port, string secrets)
    {
        using var own = X509Certificate2.CreateFromPemFile(
            Path.Combine(secrets, "silo.pem"), Path.Combine(secrets, "silo.key"));
        using var stream = await Connect(port, own);
        return stream.RemoteCertificate!.GetSerialNumberString();
    }

    private static async Task<SslStream> Connect(int port, X509Certificate2? certificate)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var stream = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = CertificateAuthority.SiloName,
            ClientCertificates = certificate is null ? null : [certificate],
            ApplicationProtocols = [new SslApplicationProtocol("Orleans1")],
#pragma warning disable CA5359 // the test looks at how the silo judges us, not at the silo
            RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
        });
        return stream;
    }

    /// <summary>Two silos, whose certificates may be renewed at any time.</summary>
    public sealed class Pair : IAsyncLifetime
    {
        internal SiloProcesses Silos { get; private set; } = null!;

        public async Task InitializeAsync() => Silos = await SiloProcesses.Start(2, probeSeconds: 5);

        public async Task DisposeAsync() => await Silos.DisposeAsync();
    }
}
