using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bcrypt = BCrypt.Net.BCrypt;

namespace OrleansRisk.Trust.Credentials;

/// <summary>What became of a password that was shown.</summary>
public enum PasswordCheck : byte
{
    Wrong = 0,
    Right = 1,

    /// <summary>Right, and its hash is of another cost than new ones: hash it again.</summary>
    RightAndOutdated = 2,
}

/// <summary>
/// Passwords are kept as bcrypt over base64(SHA-384(HMAC-SHA-384(pepper, UTF-8 of the password))). bcrypt reads 72
/// bytes and some of its implementations end at a NUL: it gets 64 letters that depend on every byte, so neither shows.
/// Without the pepper, which does not lie in the database, hashes cannot be tried out.
/// </summary>
public sealed class Passwords
{
    private const string Prefix = "$2b$";
    private const int HashLength = 60;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly int _cost;
    private readonly string _nobody;

    public Passwords(int cost = TrustLimits.PasswordCost)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, TrustLimits.PasswordCostMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cost, TrustLimits.PasswordCostMax);
        _cost = cost;
        _nobody = Bcrypt.HashPassword(Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), Salt());
    }

    /// <summary>What is kept of a password that keeps the rules.</summary>
    public string Hash(ReadOnlySpan<byte> pepper, string password) =>
        Bcrypt.HashPassword(Digest(pepper, password), Salt());

    /// <summary>
    /// Compares a password with what is kept. Takes as long if nothing is kept: the time does not tell who is known.
    /// </summary>
    public PasswordCheck Check(ReadOnlySpan<byte> pepper, string password, string? kept)
    {
        var cost = kept is null ? null : CostOf(kept);
        if (cost is null || !PasswordRules.IsText(password))
        {
            Bcrypt.Verify("", _nobody);
            return PasswordCheck.Wrong;
        }

        return !Bcrypt.Verify(Digest(pepper, password), kept) ? PasswordCheck.Wrong
            : cost == _cost ? PasswordCheck.Right
            : PasswordCheck.RightAndOutdated;
    }

    /// <summary>64 letters that depend on every byte of the password and on the pepper.</summary>
    internal static string Digest(ReadOnlySpan<byte> pepper, string password)
    {
        var bytes = Encoding.UTF8.GetBytes(password);
        Span<byte> keyed = stackalloc byte[HMACSHA384.HashSizeInBytes];
        HMACSHA384.HashData(pepper, bytes, keyed);
        CryptographicOperations.ZeroMemory(bytes);
        Span<byte> digest = stackalloc byte[SHA384.HashSizeInBytes];
        SHA384.HashData(keyed, digest);
        return Convert.ToBase64String(digest);
    }

    /// <summary>The cost of what may have been kept by us; null for anything else.</summary>
    private static int? CostOf(string kept) =>
        kept.Length == HashLength && kept.StartsWith(Prefix, StringComparison.Ordinal) && kept[6] == '$'
        && !kept.AsSpan(7).ContainsAnyExcept(Alphabet)
        && int.TryParse(kept.AsSpan(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var cost)
        && cost is >= TrustLimits.PasswordCostMin and <= TrustLimits.PasswordCostMax
            ? cost
            : null;

    private string Salt() => Bcrypt.GenerateSalt(_cost, 'b');
}
