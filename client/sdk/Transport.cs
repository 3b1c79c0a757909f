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
/// Makes requests, sends them again if that can help, and follows a server that says where else a tenant is served.
/// Every subject's client shares one.
/// </summary>
internal sealed class Transport(HttpClient http, TimeProvider time)
{
    private volatile Uri? _home; // where a server has sent this key; its own address if null

    public HttpClient Http => http;

    public TimeProvider Time => time;

    public static HttpRequestMessage Request(HttpMethod method, string path) => new(method, path)
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <summary>A page of a list, of what was made between two times.</summary>
    public static string Part(string path, string? after, int? limit, DateTimeOffset? from, DateTimeOffset? to)
    {
        var page = Paged(path, after, limit);
        var bounds = Bound("from", from) + Bound("to", to);
        return page.Contains('?') || bounds.Length == 0 ? page + bounds : $"{page}?{bounds[1..]}";
    }

    public static string Paged(string path, string? after, int? limit) =>
        Limited(after is null ? path : $"{path}?after={Uri.EscapeDataString(after)}", limit);

    public static string Bound(string name, DateTimeOffset? time) => time is not { } stated
        ? ""
        : $"&{name}={stated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}";

    /// <summary>The address with how many items are wanted; the server says where that is out of range.</summary>
    public static string Limited(string path, int? limit) => limit is { } most
        ? string.Create(CultureInfo.InvariantCulture, $"{path}{(path.Contains('?') ? '&' : '?')}limit={most}")
        : path;

    /// <summary>
    /// The request under a key of its own, the same however often it is sent: the server carries it out once.
    /// </summary>
    public static Func<HttpRequestMessage> Once(Func<HttpRequestMessage> request)
    {
        var key = Guid.NewGuid().ToString("n");
        return () =>
        {
            var message = request();
            message.Headers.Add("Idempotency-Key", key);
            return message;
        };
    }

    public static Func<HttpRequestMessage> Get(string path) => () => Request(HttpMethod.Get, path);

    public static Func<HttpRequestMessage> Body<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> shape)
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
    public Task<T> AskAgain<T>(Func<HttpRequestMessage> request, JsonTypeInfo<T> shape, CancellationToken cancel) =>
        AskAgain(request, Shaped(shape), cancel);

    /// <inheritdoc cref="AskAgain{T}(Func{HttpRequestMessage}, JsonTypeInfo{T}, CancellationToken)"/>
    public async Task<T> AskAgain<T>(Func<HttpRequestMessage> request, Func<byte[], T> read, CancellationToken cancel)
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
                await Task.Delay(backOff.Next(Problems.Wait(failure.Problem)), time, cancel);
            }
        }
    }

    private static Func<byte[], T> Shaped<T>(JsonTypeInfo<T> shape) => utf8 =>
        JsonSerializer.Deserialize(utf8, shape) ?? throw new JsonException("The answer is null.");

    public Task<T> Ask<T>(Func<HttpRequestMessage> request, JsonTypeInfo<T> shape, CancellationToken cancel) =>
        Ask(request, Shaped(shape), cancel);

    public async Task<T> Ask<T>(Func<HttpRequestMessage> request, Func<byte[], T> read, CancellationToken cancel)
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
    public bool Follows(RiskException refusal)
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
        || (home.Scheme == Uri.UriSchemeHttp && http.BaseAddress?.Scheme == Uri.UriSchemeHttp);

    public HttpRequestMessage Directed(HttpRequestMessage request)
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
            using var response = await http.SendAsync(message, cancel);
            if (!response.IsSuccessStatusCode)
            {
                throw await Problems.Read(response, cancel);
            }

            return read(await response.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException)
        {
            ForgetHome();
            throw Problems.Unreachable(failure);
        }
    }

    /// <summary>An answer whose body is read by the caller; follows a server that says where else.</summary>
    public async Task<HttpResponseMessage> Answered(Func<HttpRequestMessage> request, CancellationToken cancel)
    {
        for (var followed = false; ; followed = true)
        {
            try
            {
                using var message = Directed(request());
                var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }

                using (response)
                {
                    throw await Problems.Read(response, cancel);
                }
            }
            catch (RiskException refusal) when (!followed && Follows(refusal))
            {
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                ForgetHome();
                throw Problems.Unreachable(failure);
            }
        }
    }

    /// <summary>Should the address that a server named be gone, our own knows the way again.</summary>
    public void ForgetHome() => _home = null;
}
