using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansRisk.Contract.Webhooks;

namespace OrleansRisk.Client.Tests.Integrating;

/// <summary>An event that the host has really posted: its headers, its bytes, and the secret that signed it.</summary>
internal sealed record KeptEvent(string Id, string Timestamp, string Signature, byte[] Body, string Secret)
{
    public static async Task<KeptEvent> Of(RiskClient admin)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        await using var app = builder.Build();
        var came = new TaskCompletionSource<KeptEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = context.Request.Headers;
            came.TrySetResult(new KeptEvent(
                headers[WebhookHeaders.Id].ToString(), headers[WebhookHeaders.Timestamp].ToString(),
                headers[WebhookHeaders.Signature].ToString(), body.ToArray(), ""));
        });
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        var url = addresses.Addresses.Single();
        var made = await admin.Webhooks.CreateAsync(new WebhookRequest { Url = url });
        Assert.Equal("delivered", (await admin.Webhooks.TestAsync(made.Webhook)).Result);
        await admin.Webhooks.DeleteAsync(made.Webhook);
        return await came.Task with { Secret = made.Secret! };
    }
}
