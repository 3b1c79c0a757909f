using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansRisk.Api.Health;
using OrleansRisk.Api.Ingest;

namespace OrleansRisk.Api.Tests.Health;

/// <summary>When a host may be sent work, and the one word for why it may not.</summary>
public sealed class ReadinessTests
{
    private const string Quoting = "a check that throws";

    [Fact]
    public async Task Host_FromItsStartToItsEnd_SaysWhetherItMayBeSentWork()
    {
        using var life = new Life();
        var (first, second) = (new Settable { Missing = "keys" }, new Settable { Missing = "schema" });
        var services = new ServiceCollection().AddLogging().AddSingleton(new Drain(life));
        services.AddRiskHealth();
        services.AddHealthChecks()
            .AddCheck("first", first, tags: [HealthEndpoints.Ready])
            .AddCheck("second", second, tags: [HealthEndpoints.Ready]);
        await using var provider = services.BuildServiceProvider();
        var (ready, live) = (Endpoint(provider, HealthEndpoints.Ready), Endpoint(provider, HealthEndpoints.Live));
        Assert.Equal((503, """{"status":"not_ready","missing":"start"}"""), await Ask(ready));

        await life.Started.CancelAsync();
        Assert.Equal((503, """{"status":"not_ready","missing":"keys"}"""), await Ask(ready));
        first.Missing = null;
        Assert.Equal((503, """{"status":"not_ready","missing":"schema"}"""), await Ask(ready));
        second.Missing = null;
        Assert.Equal((200, """{"status":"ready"}"""), await Ask(ready));
        second.Missing = "schema"; // it may be lost again, too
        Assert.Equal((503, """{"status":"not_ready","missing":"schema"}"""), await Ask(ready));

        second.Missing = Quoting; // what a check throws is not shown
        Assert.Equal((503, """{"status":"not_ready","missing":"second"}"""), await Ask(ready));
        Assert.Equal((200, """{"status":"alive"}"""), await Ask(live));

        second.Missing = null;
        await life.Stopping.CancelAsync();
        Assert.Equal((503, """{"status":"not_ready","missing":"leaving"}"""), await Ask(ready));
        Assert.Equal((200, """{"status":"alive"}"""), await Ask(live));
    }

    private static async Task<(int Status, string Body)> Ask(RequestDelegate answer)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        await answer(context);
        Assert.Equal("no-store", context.Response.Headers.CacheControl);
        return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }

    private static RequestDelegate Endpoint(IServiceProvider services, string tag) =>
        new ApplicationBuilder(services).UseMiddleware<HealthCheckMiddleware>(
            Options.Create(HealthEndpoints.Options(tag))).Build();

    private sealed class Settable : IHealthCheck
    {
        public string? Missing { get; set; }

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel) =>
            Missing == Quoting ? throw new InvalidOperationException("a customer's name")
            : Task.FromResult(Missing is null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(Missing));
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
