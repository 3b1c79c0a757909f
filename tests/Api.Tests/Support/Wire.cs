using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>Lines as lenders send them, and as they come back.</summary>
internal static class Wire
{
    public const string Ndjson = "application/x-ndjson";

    /// <summary>Before any clock a test may stand at.</summary>
    public const string Longago = "2025-03-01T09:30:00+08:00";

    /// <summary>A line that is taken; each argument replaces one field, null leaves it out.</summary>
    public static string Line(
        string id = "T-1", string account = "A-1", string? amount = "\"55.71\"", string at = Longago) =>
        $$"""{"id":"{{id}}","account":"{{account}}","at":"{{at}}",{{(amount is null ? "" : $"\"amount\":{amount},")}}"""
        + """
        "currency":"MYR","direction":"debit","counterparty":"KEDAI AMAN","channel":"pos"}
        """;

    /// <summary>Many lines over a number of accounts.</summary>
    public static string Lines(int count, int accounts = 50, int from = 0, string at = Longago) => string.Concat(
        Enumerable.Range(from, count).Select(i => Line($"T-{i}", $"A-{i % accounts}", at: at) + "\n"));

    public static async Task<List<JsonElement>> Send(
        this HttpClient client, string lines, string query = "", string path = "/v1/transactions")
    {
        using var response = await client.PostAsync(new Uri(path + query, UriKind.Relative), Content(lines));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return Parse(text);
    }

    public static List<JsonElement> Parse(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>
    /// A stream is sent as a body of which the answers are read meanwhile; the framework's own text is not.
    /// </summary>
    public static HttpContent Content(string lines, string type = Ndjson) => type == Ndjson
        ? new LinesContent(Encoding.UTF8.GetBytes(lines))
        : new StringContent(lines, System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type));

    private sealed class LinesContent : HttpContent
    {
        private readonly byte[] _lines;

        public LinesContent(byte[] lines)
        {
            _lines = lines;
            Headers.ContentType = new(Ndjson);
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            stream.WriteAsync(_lines).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = _lines.Length;
            return true;
        }
    }

    public static string Code(this JsonElement line) => line.GetProperty("error").GetProperty("code").GetString()!;

    public static string? Field(this JsonElement line) =>
        line.GetProperty("error").TryGetProperty("field", out var field) ? field.GetString() : null;

    public static long Line(this JsonElement line) => line.GetProperty("line").GetInt64();

    /// <summary>A socket with the head of a request on it.</summary>
    public static Task<Socket> Post(
        this ApiHost host, string headers, string query = "", int receiveBytes = 65_536) =>
        Post(host.Http1, host.Ingest, headers, query, receiveBytes);

    /// <summary>The same to whatever listens there.</summary>
    public static async Task<Socket> Post(
        Uri address, string key, string headers, string query = "", int receiveBytes = 65_536, string type = Ndjson)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveBufferSize = receiveBytes,
        };
        await socket.ConnectAsync("127.0.0.1", address.Port);
        await socket.Say(
            $"POST /v1/transactions{query} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n" +
            $"Content-Type: {type}\r\n{headers}\r\n\r\n");
        return socket;
    }

    public static async Task Say(this Socket socket, string text)
    {
        for (ReadOnlyMemory<byte> rest = Encoding.UTF8.GetBytes(text); !rest.IsEmpty;)
        {
            rest = rest[await socket.SendAsync(rest)..];
        }
    }

    public static string Chunk(string text) =>
        Encoding.UTF8.GetByteCount(text).ToString("x", CultureInfo.InvariantCulture) + "\r\n" + text + "\r\n";

    /// <summary>Everything until the other side closes, or what came before it cut the connection.</summary>
    public static async Task<string> Hear(this Socket socket)
    {
        var heard = new MemoryStream();
        var buffer = new byte[65_536];
        try
        {
            while (await socket.ReceiveAsync(buffer) is var count && count > 0)
            {
                heard.Write(buffer, 0, count);
            }
        }
        catch (SocketException)
        {
            // Cut: what came before counts.
        }

        return Encoding.UTF8.GetString(heard.ToArray());
    }

    /// <summary>Waits until something is so, for at most twenty seconds.</summary>
    public static async Task Until(Func<bool> isSo)
    {
        for (var i = 0; i < 1_000; i++)
        {
            if (isSo())
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        Assert.Fail("It did not come to be so.");
    }
}
