using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRisk.Webhooks.Outbound;

/// <summary>What goes out beside a body, as <see cref="Contract.Webhooks.WebhookHeaders"/> says.</summary>
internal readonly record struct Signed(string Id, string Timestamp, string Signature);

/// <summary>Signs what goes out, after Standard Webhooks.</summary>
internal static class Signature
{
    private const string SecretPrefix = "whsec_";

    public static Signed Of(IEnumerable<string> secrets, string id, ReadOnlyMemory<byte> body, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{seconds}."), .. body.Span];
        return new Signed(id, seconds, string.Join(
            ' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key(secret), signed)))));
    }

    /// <summary>
    /// Secrets of before are hexadecimal digits, and as such Base64 too: every verifier reads them alike.
    /// </summary>
    private static byte[] Key(string secret) => Convert.FromBase64String(secret[SecretPrefix.Length..]);
}
