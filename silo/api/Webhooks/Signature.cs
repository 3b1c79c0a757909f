using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRisk.Api.Webhooks;

/// <summary>Signs what goes out, as <see cref="Contract.Webhooks.WebhookHeaders.Signature"/> says.</summary>
internal static class Signature
{
    public static string Of(IEnumerable<string> secrets, ReadOnlyMemory<byte> body, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(seconds + "."), .. body.Span];
        return secrets.Aggregate(
            "t=" + seconds,
            (header, secret) => header + ",v1="
                + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)));
    }
}
