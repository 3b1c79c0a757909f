using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansRisk.Contract;
using OrleansRisk.Tests.Support;
using OrleansRisk.Webhooks.Outbound;

namespace OrleansRisk.Api.Tests.Webhooks;

/// <summary>Servers that do not keep to HTTP: each call ends, in its time, with what came of it in one word.</summary>
public sealed class LyingServerTests : IDisposable
{
    private static readonly Signed Signed = new("evt_1", "1", "v1,x");

    private const string Ok = "HTTP/1.1 200 OK\r\n";

    private static readonly byte[] Body = "{\"id\":\"evt_1\",\"type\":\"webhook.test\",\"data\":{}}"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    public LyingServerTests() => _listener.Start();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    [Theory]
    [InlineData(Ok + "Content-Length: 10\r\n\r\nshort", "delivered")] // the status is the answer
    [InlineData(Ok + "Content-Length: 2\r\n\r\nlonger than it says", "delivered")]
    [InlineData(Ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "delivered")]
    [InlineData(Ok + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc", "delivered,answer_invalid")]
    [InlineData("HTTP/1.1 500 Oh\r\nContent-Length: 99999999999\r\n\r\n", "status")]
    [InlineData("HTTP/1.1 2OO OK\r\n\r\n", "answer_invalid")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "answer_invalid")]
    [InlineData("{\"ok\":true}", "answer_invalid,cut")]
    [InlineData("", "cut")]
    public async Task Answer_ThatIsNoneOrNotWhatItSays_IsTakenByItsStatusOrNamed(string answer, string results)
    {
        var serving = Serve(stream => stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token).AsTask());
        using var calls = new OutboundCalls(new NetworkRules("127.0.0.0/8"), new MachineNames(), TimeProvider.System);

        var attempt = await calls.Post(Url, Body, Signed, CancellationToken.None);

        Assert.Contains(attempt.Result, results.Split(','));
        await serving;
    }

    [Fact]
    public async Task Headers_ThatNeverEnd_AreReadUpToTheLimitAndNoFurther()
    {
        var sent = 0L;
        var serving = Serve(async stream =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Ok), _stop.Token);
            var header = Encoding.ASCII.GetBytes("X: " + new string('x', 1_000) + "\r\n");
            for (; sent < 64 << 20; sent += header.Length)
            {
                await stream.WriteAsync(header, _stop.Token);
            }
        });
        using var calls = new OutboundCalls(new NetworkRules("127.0.0.0/8"), new MachineNames(), TimeProvider.System);

        var attempt = await calls.Post(Url, Body, Signed, CancellationToken.None);

        Assert.Equal("answer_invalid", attempt.Result);
        await serving;
        Assert.InRange(sent, 0, 32 << 20); // what the two sockets hold between them, not what the server has
    }

    [Theory]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 200 O")]
    [InlineData("")]
    public async Task Answer_ThatDoesNotComeInItsTime_IsATimeOut(string beginning)
    {
        var time = new ManualTime();
        var began = new TaskCompletionSource();
        var serving = Serve(async stream =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), _stop.Token);
            began.SetResult();
            var gone = new byte[1];
            while (await stream.ReadAsync(gone, _stop.Token) > 0)
            {
                // Until the caller hangs up.
            }
        });
        using var calls = new OutboundCalls(new NetworkRules("127.0.0.0/8"), new MachineNames(), time);

        var posting = calls.Post(Url, Body, Signed, CancellationToken.None).AsTask();
        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        time.Advance(OrleansRisk.Webhooks.Limits.WebhookTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(posting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("timeout", (await posting.WaitAsync(TimeSpan.FromSeconds(30))).Result);
        await serving.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Takes one connection, reads the request to its end, does something and hangs up.</summary>
    private async Task Serve(Func<NetworkStream, Task> answer)
    {
        using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
        await using var stream = client.GetStream();
        var request = new byte[4_096];
        var read = 0;
        while (!Encoding.ASCII.GetString(request, 0, read).EndsWith("{}}", StringComparison.Ordinal))
        {
            read += await stream.ReadAsync(request.AsMemory(read), _stop.Token);
        }

        try
        {
            await answer(stream);
        }
        catch (IOException)
        {
            // The caller has hung up.
        }
    }
}
