using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>
/// What is huge costs the host no memory: the most its process ever held is read from the kernel. Each input is
/// many times what is allowed, so that keeping it anywhere would show.
/// </summary>
public sealed class FlatMemoryTests : IAsyncLifetime, IAsyncDisposable
{
    private const long Gigabyte = 1L << 30, AllowedGrowth = 200L << 20;

    private readonly string _keyFile = Path.Combine(Path.GetTempPath(), $"risk-flat-{Guid.NewGuid():n}.kek");
    private readonly TestDatabase _database = new();
    private HostProcess _host = null!;
    private string _key = "";

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        _host = await HostProcess.Start(_database, _keyFile);
        _key = (await _host.Tenant("ingest")).Key;
        using var client = _host.Client(_key);
        await client.Send(Recent.Lines(2_000), "?answers=none"); // what it needs anyway, it has now
        _host.ForgetPeak();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
        File.Delete(_keyFile);
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    [Theory]
    [InlineData('x')]
    [InlineData('[')]
    public async Task Line_OfAGigabyte_IsOneErrorAndTheNextLineIsTakenInFlatMemory(char letter)
    {
        var before = _host.PeakBytes;
        var (first, last) = (Recent.Line("T-first") + "\n", "\n" + Recent.Line("T-last") + "\n");
        using var socket = await Wire.Post(
            _host.Http1, _key, $"Content-Length: {first.Length + Gigabyte + last.Length}\r\nConnection: close");
        await socket.Say(first);
        var piece = Encoding.ASCII.GetBytes(new string(letter, 1 << 20));
        for (var sent = 0L; sent < Gigabyte; sent += piece.Length)
        {
            for (ReadOnlyMemory<byte> rest = piece; !rest.IsEmpty;)
            {
                rest = rest[await socket.SendAsync(rest)..];
            }

            IsFlat(before); // all the way, so that a host that keeps it is found out early
        }

        await socket.Say(last);
        var heard = await socket.Hear();
        Assert.Contains("{\"line\":2,\"error\":{", heard, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"line_too_long\"", heard, StringComparison.Ordinal);
        const string end = "{\"end\":true,\"received\":3,\"scored\":2,\"duplicates\":0,\"refused\":1";
        Assert.Contains(end, heard, StringComparison.Ordinal);
        IsFlat(before);
    }

    [Theory]
    [InlineData("Content-Length: 1073741824")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task Object_OfAGigabyte_IsRefusedInFlatMemory(string length)
    {
        var before = _host.PeakBytes;
        using var socket = await Wire.Post(
            _host.Http1, _key, length + "\r\nConnection: close", type: "application/json");
        var sending = Task.Run(async () =>
        {
            var piece = length.StartsWith('T') ? Wire.Chunk(new string('x', 1 << 20)) : new string('x', 1 << 20);
            for (var i = 0; i < 1_024; i++)
            {
                await socket.Say(piece);
            }
        });
        var heard = await socket.Hear();
        Assert.StartsWith("HTTP/1.1 413 ", heard, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"body_too_large\"", heard, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<SocketException>(() => sending); // nobody takes the rest
        IsFlat(before);
    }

    [Fact]
    public async Task Bomb_OfAGigabyteInAMegabyte_IsRefusedUnpackedByNobody()
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 1_024; i++)
            {
                await gzip.WriteAsync(zeros);
            }
        }

        var before = _host.PeakBytes;
        using var client = _host.Client(_key);
        foreach (var type in new[] { Wire.Ndjson, "application/json" })
        {
            using var content = new ByteArrayContent(bomb.ToArray());
            content.Headers.ContentType = new(type);
            content.Headers.ContentEncoding.Add("gzip");
            using var response = await client.PostAsync(new Uri("/v1/transactions", UriKind.Relative), content);
            Assert.Equal(415, (int)response.StatusCode);
            var text = await response.Content.ReadAsStringAsync();
            Assert.Contains("encoding_unsupported", text, StringComparison.Ordinal);
        }

        IsFlat(before);
    }

    [Fact]
    public async Task Clients_ThatNeverReadTheirAnswers_AreStoppedInFlatMemory()
    {
        const int clients = 32;
        var before = _host.PeakBytes;
        var chunk = Wire.Chunk(string.Concat(Enumerable.Repeat("{\n", 16_384))); // answers a hundred times as long
        var sockets = new List<Socket>();
        for (var i = 0; i < clients; i++)
        {
            sockets.Add(await Wire.Post(_host.Http1, _key, "Transfer-Encoding: chunked", receiveBytes: 4_096));
        }

        var taken = await Task.WhenAll(sockets.Select(socket => SayUntilStopped(socket, chunk, most: 16 << 20)));

        Assert.All(taken, bytes => Assert.InRange(bytes, 1, (16 << 20) - 1));
        IsFlat(before);
        sockets.ForEach(socket => socket.Dispose());
        using var client = _host.Client(_key);
        await SendUntilDecided(client);
    }

    /// <summary>Others are served; the database of a busy machine may want a second asking.</summary>
    private static async Task SendUntilDecided(HttpClient client)
    {
        for (var i = 0; i < 20; i++)
        {
            var answers = await client.Send(Recent.Lines(5));
            if (answers.SkipLast(1).All(line => line.TryGetProperty("decision", out _)))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }

        Assert.Fail("what came after was not decided");
    }

    /// <summary>Bytes that were taken before nothing was for two seconds.</summary>
    private static async Task<int> SayUntilStopped(Socket socket, string text, int most)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var taken = 0; taken < most;)
        {
            var saying = socket.SendAsync(bytes);
            if (await Task.WhenAny(saying, Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System)) != saying)
            {
                return taken + 1;
            }

            taken += await saying;
        }

        return most;
    }

    private void IsFlat(long before)
    {
        var growth = _host.PeakBytes - before;
        Assert.True(growth < AllowedGrowth, $"the host's memory grew by {growth >> 20} MB");
    }
}
