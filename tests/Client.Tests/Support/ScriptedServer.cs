using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Feed;

namespace OrleansRisk.Client.Tests.Support;

/// <summary>
/// A real Kestrel on HTTP/2 without TLS. Single calls are answered from a table, streams by <see cref="Ledger"/>.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (int Status, byte[] Body)> _answers = new(StringComparer.Ordinal);

    private ScriptedServer(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    public RecordingLedger Ledger { get; } = new();

    /// <summary>
    /// Requests in the order they came: method, path with query, body of single ones, bearer, media type, and what it
    /// is to be carried out once under.
    /// </summary>
    public ConcurrentQueue<(string Call, string Body, string? Bearer, string? Type, string? Once)> Calls { get; } =
        new();

    public static async Task<ScriptedServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var server = new ScriptedServer(builder.Build());
        server._app.Run(server.Handle);
        await server._app.StartAsync();
        var addresses = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.Url = new Uri(addresses.Addresses.Single());
        return server;
    }

    /// <summary>Answers this call (<c>GET /v1/…</c>) from now on.</summary>
    public void Answer<T>(string call, T body, JsonTypeInfo<T> shape, int status = 200) =>
        _answers[call] = (status, JsonSerializer.SerializeToUtf8Bytes(body, shape));

    /// <summary>Answers this call with these server-sent events, and ends the stream.</summary>
    public void Tell(string call, params IEnumerable<EventBody> events) => _answers[call] = (200,
        Encoding.UTF8.GetBytes(":\nid: begun\n\n" + string.Concat(events.Select(told =>
            $"id: {told.Cursor}\nevent: {told.Type}\n"
            + $"data: {JsonSerializer.Serialize(told, ContractJson.Default.EventBody)}\n\n"))));

    public void Refuse(string call, ErrorCode code, long? retryAfterMs = null) =>
        Answer(call, Some.Problem(code, retryAfterMs), ContractJson.Default.Problem, code.Status);

    public RiskClient Client(string? key = null, TimeProvider? time = null) => RiskClient.Connect(Url, key, time);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string? Once(HttpContext http) => http.Request.Headers["Idempotency-Key"];

    private async Task Handle(HttpContext http)
    {
        var call = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}";
        if (http.Request.ContentType == MediaTypes.Ndjson && !_answers.ContainsKey(call))
        {
            Calls.Enqueue((call, "", http.Request.Headers.Authorization, http.Request.ContentType, Once(http)));
            await Ledger.Stream(http);
            return;
        }

        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = http.Request.ContentType == MediaTypes.Ndjson ? "" : await reader.ReadToEndAsync();
        Calls.Enqueue((call, body, http.Request.Headers.Authorization, http.Request.ContentType, Once(http)));
        var (status, answer) = _answers.GetValueOrDefault(
            call,
            (404, JsonSerializer.SerializeToUtf8Bytes(Some.Problem(ErrorCodes.NotFound),
                ContractJson.Default.Problem)));
        http.Response.StatusCode = status;
        http.Response.ContentType = status < 400 ? MediaTypes.Json : MediaTypes.Problem;
        await http.Response.Body.WriteAsync(answer);
    }
}
