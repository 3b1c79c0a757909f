using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansRisk.Client.Sending;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Client;

/// <summary>
/// Sends transactions and reads scores. Safe to use from many threads; one for the life of a program is enough. Every
/// method throws <see cref="RiskException"/> where the server refuses or does not answer.
/// </summary>
/// <remarks>
/// Speaks HTTP/2 only, for HTTP/1.1 clients read no answer before their upload ends. Without TLS that needs the
/// server's HTTP/2 port.
/// </remarks>
public sealed partial class RiskClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _owned;
    private readonly TimeProvider _time;
    private volatile Uri? _home; // where a server has sent this key; its own address where null

    /// <summary>Uses a client of the caller's, which is not disposed with this one.</summary>
    /// <param name="http">With its base address, and the key as bearer token where one is needed.</param>
    /// <param name="time">Measures waits; the default is the system's.</param>
    public RiskClient(HttpClient http, TimeProvider? time = null)
        : this(http, owned: false, time)
    {
    }

    private RiskClient(HttpClient http, bool owned, TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(http);
        _http = http;
        _owned = owned;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Makes a client with a connection of its own.</summary>
    /// <param name="url">Where the server is: <c>http://localhost:5081</c>.</param>
    /// <param name="key">An API key, <c>ork_…</c>; null where none is needed.</param>
    /// <param name="time">Measures waits; the default is the system's.</param>
    public static RiskClient Connect(Uri url, string? key, TimeProvider? time = null)
    {
        var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = Limits.AnswerWindowBytes,
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        })
        {
            BaseAddress = url,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = Limits.BodyBytesMax,
        };
        if (key is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return new RiskClient(http, owned: true, time);
    }

    /// <summary>Closes the connection, where it is this client's own.</summary>
    public void Dispose()
    {
        if (_owned)
        {
            _http.Dispose();
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string path) => new(method, path)
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <summary>A page of a list, of what was made between two times.</summary>
    private static string Part(string path, string? after, int? limit, DateTimeOffset? from, DateTimeOffset? to)
    {
        var page = Paged(path, after, limit);
        var bounds = Bound("from", from) + Bound("to", to);
        return page.Contains('?') || bounds.Length == 0 ? page + bounds : $"{page}?{bounds[1..]}";
    }

    private static string Paged(string path, string? after, int? limit) =>
        Limited(after is null ? path : $"{path}?after={Uri.EscapeDataString(after)}", limit);

    private static string Bound(string name, DateTimeOffset? time) => time is not { } stated
        ? ""
        : $"&{name}={stated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}";

    /// <summary>The address with how many items are wanted; the server says where that is out of range.</summary>
    private static string Limited(string path, int? limit) => limit is { } most
        ? string.Create(CultureInfo.InvariantCulture, $"{path}{(path.Contains('?') ? '&' : '?')}limit={most}")
        : path;

    /// <summary>
    /// The request under a key of its own, the same however often it is sent: the server carries it out once.
    /// </summary>
    private static Func<HttpRequestMessage> Once(Func<HttpRequestMessage> request)
    {
        var key = Guid.NewGuid().ToString("n");
        return () =>
        {
            var message = request();
            message.Headers.Add("Idempotency-Key", key);
            return message;
        };
    }

    private static Func<HttpRequestMessage> Get(string path) => () => Request(HttpMethod.Get, path);

    private static Func<HttpRequestMessage> Body<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> shape)
    {
        ArgumentNullException.ThrowIfNull(body);
        var utf8 = JsonSerializer.SerializeToUtf8Bytes(body, shape);
        return () =>
        {
            var request = Request(method, path);
            request.Content = new ByteArrayContent(utf8)
            {
                Headers = { ContentType = new MediaTypeHeaderValue(MediaTypes.Json) },
            };
            return request;
        };
    }

    /// <summary>
    /// Asks, and asks again where that can help and changes nothing if the first went through after all.
    /// </summary>
    private Task<T> AskAgain<T>(Func<HttpRequestMessage> request, JsonTypeInfo<T> shape, CancellationToken cancel) =>
        AskAgain(request, Shaped(shape), cancel);

    /// <inheritdoc cref="AskAgain{T}(Func{HttpRequestMessage}, JsonTypeInfo{T}, CancellationToken)"/>
    private async Task<T> AskAgain<T>(Func<HttpRequestMessage> request, Func<byte[], T> read, CancellationToken cancel)
    {
        var backOff = new BackOff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Ask(request, read, cancel);
            }
            catch (RiskException failure) when (attempt < Limits.Tries && Problems.TryAgain(failure))
            {
                await Task.Delay(backOff.Next(Problems.Wait(failure.Problem)), _time, cancel);
            }
        }
    }

    private static Func<byte[], T> Shaped<T>(JsonTypeInfo<T> shape) => utf8 =>
        JsonSerializer.Deserialize(utf8, shape) ?? throw new JsonException("The answer is null.");

    private Task<T> Ask<T>(Func<HttpRequestMessage> request, JsonTypeInfo<T> shape, CancellationToken cancel) =>
        Ask(request, Shaped(shape), cancel);

    private async Task<T> Ask<T>(Func<HttpRequestMessage> request, Func<byte[], T> read, CancellationToken cancel)
    {
        try
        {
            return await AskOnce(request, read, cancel);
        }
        catch (RiskException refusal) when (Follows(refusal))
        {
            return await AskOnce(request, read, cancel);
        }
    }

    /// <summary>
    /// Whether a server has said where else the request is answered; from now on everything goes there.
    /// </summary>
    private bool Follows(RiskException refusal)
    {
        if (refusal.Problem.Code != ErrorCodes.Moved.Code
            || !Uri.TryCreate(refusal.Problem.Address, UriKind.Absolute, out var home) || !MayHaveTheKey(home))
        {
            return false;
        }

        _home = home;
        return true;
    }

    /// <summary>A key that went over TLS goes nowhere without.</summary>
    private bool MayHaveTheKey(Uri home) => home.Scheme == Uri.UriSchemeHttps
        || (home.Scheme == Uri.UriSchemeHttp && _http.BaseAddress?.Scheme == Uri.UriSchemeHttp);

    private HttpRequestMessage Directed(HttpRequestMessage request)
    {
        if (_home is { } home)
        {
            request.RequestUri = new Uri(home, request.RequestUri!);
        }

        return request;
    }

    private async Task<T> AskOnce<T>(Func<HttpRequestMessage> request, Func<byte[], T> read, CancellationToken cancel)
    {
        try
        {
            using var message = Directed(request());
            using var response = await _http.SendAsync(message, cancel);
            if (!response.IsSuccessStatusCode)
            {
                throw await Problems.Read(response, cancel);
            }

            return read(await response.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException)
        {
            _home = null; // should that address be gone, our own knows the way again
            throw Problems.Unreachable(failure);
        }
    }
}
