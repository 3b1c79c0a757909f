using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Contract.Webhooks;

namespace OrleansRisk.Client;

/// <summary>
/// For receivers of webhooks: whether an event is ours. Any verifier of Standard Webhooks says the same.
/// </summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_", Version = "v1,";

    /// <summary>How far the stated time may lie from the receiver's clock: five minutes.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether the headers are over this body, by this secret, and of a time near enough. An event that was sent before
    /// has the same id: keep those of a week and leave out what has come already.
    /// </summary>
    /// <param name="headers">The value of a header by its name, of <see cref="WebhookHeaders"/>; null if there is none.
    /// </param>
    /// <param name="body">As it came, before it is parsed.</param>
    /// <param name="secret"><c>whsec_…</c>, one of the webhook's live ones.</param>
    /// <param name="now">The receiver's clock.</param>
    /// <param name="tolerance">How far the time may lie from it; null is <see cref="Tolerance"/>.</param>
    /// <exception cref="FormatException">The secret is not one of a webhook.</exception>
    public static bool Holds(
        Func<string, string?> headers, ReadOnlySpan<byte> body, string secret, DateTimeOffset now,
        TimeSpan? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(secret);
        var (id, stated) = (headers(WebhookHeaders.Id), headers(WebhookHeaders.Timestamp));
        if (id is null || !long.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((double)now.ToUnixTimeSeconds() - seconds) > (tolerance ?? Tolerance).TotalSeconds)
        {
            return false;
        }

        var key = Convert.FromBase64String(
            secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{stated}."), .. body];
        var expected = Encoding.ASCII.GetBytes(Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
        var holds = false;
        foreach (var part in (headers(WebhookHeaders.Signature) ?? "").Split(' '))
        {
            holds |= part.StartsWith(Version, StringComparison.Ordinal)
                && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(part[Version.Length..]), expected);
        }

        return holds;
    }
}
