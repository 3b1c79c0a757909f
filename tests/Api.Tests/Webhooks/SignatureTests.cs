using System.Text;
using OrleansRisk.Api.Webhooks;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Webhooks;

public sealed class SignatureTests
{
    /// <summary>What a receiver writes who has read the manual and nothing else.</summary>
    private const string Python =
        """
        import hashlib, hmac, sys
        header, secret, body = sys.argv[1:4]
        parts = [part.split("=", 1) for part in header.split(",")]
        time = dict(parts)["t"]
        expected = hmac.new(secret.encode(), f"{time}.{body}".encode(), hashlib.sha256).hexdigest()
        print(any(name == "v1" and hmac.compare_digest(value, expected) for name, value in parts))
        """;

    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_772_413_200);

    /// <summary>By hand: printf '1772413200.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test.</summary>
    [Fact]
    public void Signature_OfAKnownBody_IsWhatOpensslSays() => Assert.Equal(
        "t=1772413200,v1=824bce8526599fb9bcef0588edd6b03b35438e94bc0de4b44be4e9e0306a07dc",
        Signature.Of(["whsec_test"], "{\"id\":\"evt_1\"}"u8.ToArray(), At));

    [ProgramFact("python3", "--version")]
    public async Task Signature_CheckedByPythonsHmac_HoldsForEachLiveSecretAndNothingElse()
    {
        const string Body = """{"id":"evt_1","data":{"account":"Ünïcode – 1"}}""";
        var old = new WebhookSecrets(new Uri("https://lender.example/"), WebhookSecrets.NewSecret());
        var rotated = old.Rotated(previousUntil: 1_000);
        var during = Signature.Of(rotated.Live(999), Encoding.UTF8.GetBytes(Body), At);
        var after = Signature.Of(rotated.Live(1_000), Encoding.UTF8.GetBytes(Body), At);

        Assert.Equal("True", await Ask(during, rotated.Secret, Body));
        Assert.Equal("True", await Ask(during, old.Secret, Body));
        Assert.Equal("True", await Ask(after, rotated.Secret, Body));
        Assert.Equal("False", await Ask(after, old.Secret, Body));
        Assert.Equal("False", await Ask(during, rotated.Secret, Body + " "));
        Assert.Equal("False", await Ask(during.Replace("t=1", "t=2", StringComparison.Ordinal), old.Secret, Body));
        Assert.Equal("False", await Ask(during, WebhookSecrets.NewSecret(), Body));
    }

    [Fact]
    public void Secrets_RotatedTwice_AreTwoAtMost()
    {
        var first = new WebhookSecrets(new Uri("https://lender.example/"), WebhookSecrets.NewSecret());
        var third = first.Rotated(1_000).Rotated(1_000);
        Assert.Equal(2, third.Live(0).Count());
        Assert.DoesNotContain(first.Secret, third.Live(0));
    }

    private static async Task<string> Ask(string header, string secret, string body) =>
        (await ProgramFactAttribute.Run("python3", "-c", Python, header, secret, body)).Trim();
}
