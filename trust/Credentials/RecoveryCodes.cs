using System.Security.Cryptography;
using System.Text;

namespace OrleansRisk.Trust.Credentials;

/// <summary>
/// Codes for who has lost the second factor: shown once, each used once. Written in groups of four letters; case,
/// blanks and dashes do not count, and letters that are mistaken for digits are read as these.
/// </summary>
public static class RecoveryCodes
{
    // Crockford's: no I, L, O, U.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int BitsPerLetter = 5;
    private const int Length = TrustLimits.RecoveryCodeBytes * 8 / BitsPerLetter;
    private const int Group = 4;

    /// <summary>A set of new codes, as they are shown.</summary>
    public static IReadOnlyList<string> New() =>
        [.. Enumerable.Range(0, TrustLimits.RecoveryCodes).Select(static _ => One())];

    /// <summary>What is kept of a code, and compared; null for what cannot be one.</summary>
    public static byte[]? Hash(string code)
    {
        if (code.Length > Length * 2)
        {
            return null;
        }

        var letters = new StringBuilder(Length);
        foreach (var letter in code.ToUpperInvariant())
        {
            switch (letter)
            {
                case '-' or ' ':
                    break;
                case 'O':
                    letters.Append('0');
                    break;
                case 'I' or 'L':
                    letters.Append('1');
                    break;
                default:
                    letters.Append(letter);
                    break;
            }
        }

        var text = letters.ToString();
        return text.Length == Length && text.All(static letter => Letters.Contains(letter, StringComparison.Ordinal))
            ? SHA256.HashData(Encoding.ASCII.GetBytes(text))
            : null;
    }

    private static string One()
    {
        var letters = RandomNumberGenerator.GetString(Letters, Length);
        return string.Join('-', Enumerable.Range(0, Length / Group).Select(at => letters.Substring(at * Group, Group)));
    }
}
