using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Contract.Webhooks;

namespace OrleansRisk.Client.Tests.Cli;

public sealed class WebhookCommandTests : IAsyncLifetime
{
    private ScriptedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.Start();
        var hook = new WebhookBody
        {
            Webhook = "whk_1",
            Url = "https://lender.example/",
            Description = null,
            Filter = new FilterBody(),
            CreatedAt = Some.Time,
            Enabled = true,
            Reason = null,
            DisabledAt = null,
            FailingSince = null,
            Held = 0,
            DeadLetters = 2,
            PreviousSecretUntil = null,
        };
        var secret = hook with { Secret = "whsec_1" };
        _server.Answer("POST /v1/webhooks", secret, ContractJson.Default.WebhookBody, 201);
        _server.Answer("GET /v1/webhooks", new WebhookList([hook], false), ContractJson.Default.WebhookList);
        _server.Answer("GET /v1/webhooks/whk_1", hook, ContractJson.Default.WebhookBody);
        _server.Answer("PUT /v1/webhooks/whk_1", hook, ContractJson.Default.WebhookBody);
        _server.Answer("DELETE /v1/webhooks/whk_1", hook, ContractJson.Default.WebhookBody);
        _server.Answer("POST /v1/webhooks/whk_1/rotate", secret, ContractJson.Default.WebhookBody);
        _server.Answer("POST /v1/webhooks/whk_1/test", Attempt("timeout"), ContractJson.Default.DeliveryBody);
        _server.Answer(
            "GET /v1/webhooks/whk_1/deliveries?after=7", new DeliveryPage([Attempt("delivered")], null, false),
            ContractJson.Default.DeliveryPage);
        _server.Answer(
            "GET /v1/webhooks/whk_1/dead-letters", new DeadLetterPage([], null, false),
            ContractJson.Default.DeadLetterPage);
        _server.Answer(
            "POST /v1/webhooks/whk_1/dead-letters/replay", new DeadLetterReplayBody(2),
            ContractJson.Default.DeadLetterReplayBody);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("webhooks create https://lender.example/ --event decision.flagged", 0, "whsec_1",
        """{"url":"https://lender.example/","filter":{"events":["decision.flagged"]}}""")]
    [InlineData("webhooks update whk_1 --enabled no", 0, "whk_1", """{"enabled":false}""")]
    [InlineData("webhooks show whk_1", 0, "\"dead_letters\": 2", "")]
    [InlineData("webhooks list", 0, "whk_1", "")]
    [InlineData("webhooks rotate-secret whk_1 --keep 60", 0, "whsec_1", """{"keep_seconds":60}""")]
    [InlineData("webhooks rotate-secret whk_1", 0, "whsec_1", "{}")]
    [InlineData("webhooks test whk_1", 1, "timeout", "")]
    [InlineData("deliveries list whk_1 --after 7", 0, "delivered", "")]
    [InlineData("dead-letters list whk_1", 0, "\"items\": []", "")]
    [InlineData("dead-letters replay whk_1 --event evt_1", 0, "\"replayed\": 2", """{"events":["evt_1"]}""")]
    [InlineData("webhooks delete whk_1", 0, "", "")]
    public async Task Webhook_Command_AsksAndShowsWhatItSays(string command, int exit, string shown, string sent)
    {
        var called = await Called.Risk(_server, command.Split(' '));

        Assert.Equal(exit, called.Exit);
        Assert.Contains(shown, string.Join('\n', called.Lines), StringComparison.Ordinal);
        Assert.Equal(sent, _server.Calls.Single().Body);
    }

    [Fact]
    public void Signature_OfAnEvent_HoldsWithinFiveMinutesAndUnderALiveSecret()
    {
        // The example of Standard Webhooks' own documentation, beside a signature that is not of this secret.
        const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var (body, at) = ("{\"test\": 2432232314}"u8.ToArray(), DateTimeOffset.FromUnixTimeSeconds(1_614_265_330));
        var headers = new Dictionary<string, string>
        {
            ["webhook-id"] = "msg_p5jXN8AQM9LWM0D4loKWxJek",
            ["webhook-timestamp"] = "1614265330",
            ["webhook-signature"] = "v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        };
        bool Holds(ReadOnlySpan<byte> of, string secret, DateTimeOffset now) =>
            WebhookSignature.Holds(headers.GetValueOrDefault, of, secret, now);

        Assert.True(Holds(body, Secret, at));
        Assert.True(Holds(body, Secret, at.AddMinutes(5)));
        Assert.False(Holds(body, Secret, at.AddSeconds(301)));
        Assert.False(Holds(body, Secret, at.AddSeconds(-301)));
        Assert.False(Holds(body, "whsec_AAAA", at));
        Assert.False(Holds("{}"u8, Secret, at));
        headers["webhook-id"] = "msg_other";
        Assert.False(Holds(body, Secret, at));
        headers.Clear();
        Assert.False(Holds(body, Secret, at));
    }

    private static DeliveryBody Attempt(string result) => new()
    {
        Event = "evt_1",
        Type = "webhook.test",
        At = Some.Time,
        Attempt = 1,
        Status = null,
        Result = result,
        Milliseconds = 10_000,
    };
}
