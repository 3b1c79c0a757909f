using System.Text;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Tests.Support;
using OrleansRisk.Webhooks.Kept;
using OrleansRisk.Webhooks.Outbound;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace OrleansRisk.Api.Tests.Webhooks;

public sealed class SignatureTests
{
    private const string Body = """{"id":"evt_1","data":{"account":"Ünïcode – 1"}}""";

    /// <summary>What a receiver writes who has read the standard and nothing else.</summary>
    private const string Python =
        """
        import base64, hashlib, hmac, sys
        id, at, signature, secret, body = sys.argv[1:6]
        key = base64.b64decode(secret.removeprefix("whsec_"))
        digest = hmac.new(key, f"{id}.{at}.{body}".encode(), hashlib.sha256).digest()
        expected = "v1," + base64.b64encode(digest).decode()
        print(any(hmac.compare_digest(expected, each) for each in signature.split(" ")))
        """;

    /// <summary>The example of the standard's own documentation.</summary>
    [Fact]
    public void Signature_OfTheStandardsExample_IsTheStandards() => Assert.Equal(
        new Signed(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        Signature.Of(
            ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek",
            """{"test": 2432232314}"""u8.ToArray(), DateTimeOffset.FromUnixTimeSeconds(1_614_265_330)));

    [Fact]
    public void Signature_ReadByAVerifierOfTheStandard_HoldsForTheNewestSecretAndNothingElse()
    {
        var now = TimeProvider.System.GetUtcNow();
        var old = new WebhookSecrets(
            new Uri("https://lender.example/"), "whsec_" + Convert.ToHexStringLower(new byte[32])); // as of before
        var rotated = old.Rotated(previousUntil: 1_000);
        var during = Signature.Of(rotated.Live(999), "evt_1", Encoding.UTF8.GetBytes(Body), now);
        var after = Signature.Of(rotated.Live(1_000), "evt_1", Encoding.UTF8.GetBytes(Body), now);

        // This verifier looks at the first of several signatures only; Python's, below, at all of them.
        Assert.True(Verifies(during, rotated.Secret, Body));
        Assert.True(Verifies(
            Signature.Of(old.Live(0), "evt_1", Encoding.UTF8.GetBytes(Body), now), old.Secret, Body));
        Assert.True(Verifies(after, rotated.Secret, Body));
        Assert.False(Verifies(after, old.Secret, Body));
        Assert.False(Verifies(during, rotated.Secret, Body + " "));
        Assert.False(Verifies(during with { Id = "evt_2" }, rotated.Secret, Body));
        Assert.False(Verifies(during with { Timestamp = $"{now.ToUnixTimeSeconds() + 1}" }, rotated.Secret, Body));
        Assert.False(Verifies(during, WebhookSecrets.NewSecret(), Body));
    }

    [ProgramFact("python3", "--version")]
    public async Task Signature_CheckedByPythonsHmac_HoldsForEachLiveSecretAndNothingElse()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_772_413_200);
        var old = new WebhookSecrets(new Uri("https://lender.example/"), WebhookSecrets.NewSecret());
        var rotated = old.Rotated(previousUntil: 1_000);
        var during = Signature.Of(rotated.Live(999), "evt_1", Encoding.UTF8.GetBytes(Body), at);
        var after = Signature.Of(rotated.Live(1_000), "evt_1", Encoding.UTF8.GetBytes(Body), at);

        Assert.Equal("True", await Ask(during, rotated.Secret));
        Assert.Equal("True", await Ask(during, old.Secret));
        Assert.Equal("True", await Ask(after, rotated.Secret));
        Assert.Equal("False", await Ask(after, old.Secret));
        Assert.Equal("False", await Ask(during with { Timestamp = "1772413201" }, old.Secret));
        Assert.Equal("False", await Ask(during, WebhookSecrets.NewSecret()));
    }

    [Fact]
    public void Secrets_RotatedTwice_AreTwoAtMost()
    {
        var first = new WebhookSecrets(new Uri("https://lender.example/"), WebhookSecrets.NewSecret());
        var third = first.Rotated(1_000).Rotated(1_000);
        Assert.Equal(2, third.Live(0).Count());
        Assert.DoesNotContain(first.Secret, third.Live(0));
    }

    private static bool Verifies(Signed signed, string secret, string body)
    {
        var headers = new HeaderDictionary
        {
            ["webhook-id"] = signed.Id,
            ["webhook-timestamp"] = signed.Timestamp,
            ["webhook-signature"] = signed.Signature,
        };
        try
        {
            new StandardWebhook(secret).Verify(body, headers);
            return true;
        }
        catch (WebhookVerificationException)
        {
            return false;
        }
    }

    private static async Task<string> Ask(Signed signed, string secret) => (await ProgramFactAttribute.Run(
        "python3", "-c", Python, signed.Id, signed.Timestamp, signed.Signature, secret, Body)).Trim();
}
