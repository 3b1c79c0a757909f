using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Webhooks;

namespace OrleansRisk.Webhooks.Outbound;

/// <summary>What came of one call.</summary>
/// <param name="Status">Of HTTP; null where there was no answer.</param>
internal readonly record struct Attempt(int? Status, string Result, TimeSpan Took)
{
    public bool Delivered => Result == AttemptResults.Delivered;
}

/// <summary>
/// Calls to addresses that tenants state. A name is resolved for each connection, what it resolves to is checked, and
/// the connection goes to an address that was checked: what the name says a moment later matters to nobody. Nothing is
/// redirected, no proxy of the environment is used, and of an answer only the status is read.
/// </summary>
internal sealed class OutboundCalls : IDisposable
{
    private readonly NetworkRules _rules;
    private readonly INameResolver _names;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    public OutboundCalls(NetworkRules rules, INameResolver names, TimeProvider time)
    {
        (_rules, _names, _time) = (rules, names, time);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = Limits.WebhookHeaderKilobytesMax,
            MaxResponseDrainSize = Limits.WebhookAnswerBytesMax,
            ResponseDrainTimeout = Limits.WebhookDrain,
            MaxConnectionsPerServer = Limits.WebhookConnectionsPerServer,
            PooledConnectionLifetime = Limits.WebhookConnectionLife,
            PooledConnectionIdleTimeout = Limits.WebhookConnectionIdle,
            SslOptions = { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
            ConnectCallback = Connect,
        });
    }

    /// <summary>Posts once and says what came of it; throws only where <paramref name="cancel"/> says so.</summary>
    public async ValueTask<Attempt> Post(
        Uri url, ReadOnlyMemory<byte> body, Signed signed, CancellationToken cancel)
    {
        var began = _time.GetTimestamp();
        using var deadline = new CancellationTokenSource(Limits.WebhookTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            using var request = Request(url, body, signed);
            using var response = await _http.SendAsync(request, either.Token);
            return Ended((int)response.StatusCode, AttemptResults.Of(response.StatusCode), began);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Ended(null, AttemptResults.Timeout, began);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return Ended(null, AttemptResults.Of(failure), began);
        }
    }

    public void Dispose() => _http.Dispose();

    private Attempt Ended(int? status, string result, long began) => new(status, result, _time.GetElapsedTime(began));

    private static HttpRequestMessage Request(Uri url, ReadOnlyMemory<byte> body, Signed signed)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.Json);
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = content,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("OrleansRisk", "1"));
        request.Headers.Add(WebhookHeaders.Id, signed.Id);
        request.Headers.Add(WebhookHeaders.Timestamp, signed.Timestamp);
        request.Headers.Add(WebhookHeaders.Signature, signed.Signature);
        return request;
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var stated) ? [stated] : await _names.Resolve(host, cancel);
        // One refused address among several is no accident: all of them are refused.
        if (addresses.Length == 0 || !addresses.All(_rules.Allows))
        {
            throw addresses.Length == 0
                ? new SocketException((int)SocketError.HostNotFound)
                : new AddressRefusedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name, or an address, leads into a network that calls do not go to.</summary>
internal sealed class AddressRefusedException() : IOException("the address lies in a network that calls do not go to");
