using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using OrleansRisk.Api.Health;
using OrleansRisk.Api.Streaming;

namespace OrleansRisk.Api.Tests.Health;

/// <summary>When a host may be sent work, and the one word for why it may not.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Host_FromItsStartToItsEnd_SaysWhetherItMayBeSentWork()
    {
        using var life = new Life();
        var (first, second) = (new Settable { Missing = "keys" }, new Settable { Missing = "schema" });
        var readiness = new Readiness(new Drain(life), [first, second]);
        Assert.Equal((503, """{"status":"not_ready","missing":"start"}"""), await Ask(readiness.Ready));

        await life.Started.CancelAsync();
        Assert.Equal((503, """{"status":"not_ready","missing":"keys"}"""), await Ask(readiness.Ready));
        first.Missing = null;
        Assert.Equal((503, """{"status":"not_ready","missing":"schema"}"""), await Ask(readiness.Ready));
        second.Missing = null;
        Assert.Equal((200, """{"status":"ready"}"""), await Ask(readiness.Ready));
        second.Missing = "schema"; // it may be lost again, too
        Assert.Equal((503, """{"status":"not_ready","missing":"schema"}"""), await Ask(readiness.Ready));

        second.Missing = null;
        await life.Stopping.CancelAsync();
        Assert.Equal((503, """{"status":"not_ready","missing":"leaving"}"""), await Ask(readiness.Ready));
        Assert.Equal((200, """{"status":"alive"}"""), await Ask(Readiness.Live));
    }

    private static async Task<(int Status, string Body)> Ask(Func<HttpContext, Task> answer)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        await answer(context);
        Assert.Equal("no-store", context.Response.Headers.CacheControl);
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    private sealed class Settable : IReadyCheck
    {
        public string? Missing { get; set; }
    }

    /// <summary>Of a host that the test starts and stops.</summary>
    private sealed class Life : IHostApplicationLifetime, IDisposable
    {
        public CancellationTokenSource Started { get; } = new();

        public CancellationTokenSource Stopping { get; } = new();

        public CancellationToken ApplicationStarted => Started.Token;

        public CancellationToken ApplicationStopping => Stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => Stopping.Cancel();

        public void Dispose()
        {
            Started.Dispose();
            Stopping.Dispose();
        }
    }
}
