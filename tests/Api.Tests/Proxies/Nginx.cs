using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Proxies;

/// <summary>
/// Debian's nginx with the block that the manual for operators shows; only ports and certificate are ours.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    /// <summary>Where Debian's package puts it; not in everybody's path.</summary>
    public const string Program = "/usr/sbin/nginx";

    private readonly string _runner;
    private readonly X509Certificate2 _certificate;
    private readonly Process _process;

    private Nginx(string folder, X509Certificate2 certificate, int port, Process process)
    {
        (_runner, _certificate, _process) = (folder, certificate, process);
        Address = new Uri($"https://127.0.0.1:{port}");
    }

    public Uri Address { get; }

    /// <summary>What clients are to trust.</summary>
    public string CertificateFile => Path.Combine(_runner, "orleansrisk.crt");

    public static async Task<Nginx> Start(Uri upstream)
    {
        var folder = Directory.CreateTempSubdirectory("risk-nginx-").FullName;
        var certificate = Certify(folder);
        var port = FreePort();
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, Around(folder, Documented(folder, port, upstream)));
        var nginx = new Nginx(folder, certificate, port, Process.Start(
            new ProcessStartInfo(Program, ["-c", file, "-e", Path.Combine(folder, "error.log")]))!);
        await Wire.Until(nginx.Listens);
        return nginx;
    }

    /// <summary>A client of HTTP/2 over TLS that trusts nobody else.</summary>
    public HttpClient Client(string key) => new(new SocketsHttpHandler { SslOptions = Trusting() })
    {
        BaseAddress = Address,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    /// <summary>
    /// A connection of HTTP/1.1 over TLS with the head of an upload on it. Its buffers are set, as nginx's are: left
    /// alone they grow to megabytes, and a whole upload lies in them though nobody reads it.
    /// </summary>
    public async Task<SslStream> Post(string key, string headers, string query = "", int receiveBytes = 65_536)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveBufferSize = receiveBytes,
            SendBufferSize = 65_536,
        };
        await socket.ConnectAsync("127.0.0.1", Address.Port);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(Trusting());
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/transactions{query} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n" +
            $"Content-Type: {Wire.Ndjson}\r\n{headers}\r\n\r\n"));
        return stream;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _certificate.Dispose();
        Directory.Delete(_runner, recursive: true);
    }

    private SslClientAuthenticationOptions Trusting() => new()
    {
        TargetHost = "localhost",
        RemoteCertificateValidationCallback = (_, shown, _, _) =>
            shown?.GetCertHashString() == _certificate.GetCertHashString(),
    };

    private bool Listens()
    {
        Assert.False(_process.HasExited, "nginx has ended");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect("127.0.0.1", Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Listening(int port) => $"listen 127.0.0.1:{port} rcvbuf=64k sndbuf=64k ";

    private static string Documented(string folder, int port, Uri upstream)
    {
        var manual = File.ReadAllText(Path.Combine(Programs.Repository, "docs/operating/nginx.md"));
        var block = Regex.Match(manual, "```nginx\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        foreach (var (theirs, ours) in new[]
        {
            ("127.0.0.1:5081", upstream.Authority), ("listen 443 ", Listening(port)),
            ("/etc/nginx/orleansrisk.crt", $"{folder}/orleansrisk.crt"),
            ("/etc/nginx/orleansrisk.key", $"{folder}/orleansrisk.key"),
        })
        {
            Assert.Single(Regex.Matches(block, Regex.Escape(theirs)));
            block = block.Replace(theirs, ours, StringComparison.Ordinal);
        }

        return block;
    }

    private static string Around(string folder, string block) => $$"""
        daemon off;
        master_process off;
        pid {{folder}}/pid;
        error_log {{folder}}/error.log info;
        events { worker_connections 256; }
        http {
            access_log off;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            {{block}}
        }
        """;

    private static X509Certificate2 Certify(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "orleansrisk.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "orleansrisk.key"), key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
