using System.Buffers;
using System.Security.Cryptography;
using OtpNet;

namespace OrleansRisk.Trust.Credentials;

/// <summary>
/// Codes by time (RFC 6238: SHA-1, 30 seconds, six digits, as every authenticator computes them). A code is of a step;
/// whoever keeps the newest step that was taken, and takes only later ones, takes each code once.
/// </summary>
public static class OneTimeCodes
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly VerificationWindow Drift = new(previous: 1, future: 1);

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(TrustLimits.CodeSecretBytes);

    /// <summary>
    /// The step that the code is of: this one, the one before, or the one after. Null for any other code.
    /// </summary>
    public static long? Step(byte[] secret, string code, DateTimeOffset now)
    {
        if (code.Length != TrustLimits.CodeDigits || code.AsSpan().ContainsAnyExcept(Digits))
        {
            return null;
        }

        return Of(secret).VerifyTotp(now.UtcDateTime, code, out var step, Drift) ? step : null;
    }

    /// <summary>The code of a moment.</summary>
    public static string At(byte[] secret, DateTimeOffset moment) => Of(secret).ComputeTotp(moment.UtcDateTime);

    /// <summary>What an authenticator reads, as text or as a QR code. It is shown once.</summary>
    public static string Address(byte[] secret, string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}"
        + $"?secret={Base32Encoding.ToString(secret).TrimEnd('=')}&issuer={Uri.EscapeDataString(issuer)}";

    private static Totp Of(byte[] secret) =>
        new(secret, TrustLimits.CodeSeconds, OtpHashMode.Sha1, TrustLimits.CodeDigits);
}
