using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Contract.Webhooks;

namespace OrleansRisk.Client;

/// <summary>For receivers of webhooks: whether an event is ours.</summary>
public static class WebhookSignature
{
    /// <summary>How far the stated time may lie from the receiver's clock: five minutes.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether the header is over this body, by this secret, and of a time near enough. An event that was sent before
    /// has the same id: keep those of a week and leave out what has come already.
    /// </summary>
    /// <param name="header">Of <see cref="WebhookHeaders.Signature"/> as it came; null where there was none.</param>
    /// <param name="body">As it came, before it is parsed.</param>
    /// <param name="secret"><c>whsec_…</c>, one of the webhook's live ones.</param>
    /// <param name="now">The receiver's clock.</param>
    /// <param name="tolerance">How far the time may lie from it; null is <see cref="Tolerance"/>.</param>
    public static bool Holds(
        string? header, ReadOnlySpan<byte> body, string secret, DateTimeOffset now, TimeSpan? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var parts = header?.Split(',') ?? [];
        var stated = parts.FirstOrDefault(static part => part.StartsWith("t=", StringComparison.Ordinal))?[2..];
        if (!long.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((double)now.ToUnixTimeSeconds() - seconds) > (tolerance ?? Tolerance).TotalSeconds)
        {
            return false;
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes(stated + "."), .. body];
        var expected = Encoding.ASCII.GetBytes(
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)));
        var holds = false;
        foreach (var part in parts)
        {
            holds |= part.StartsWith("v1=", StringComparison.Ordinal)
                && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(part[3..]), expected);
        }

        return holds;
    }
}
