using System.Collections.Frozen;
using System.Text;

namespace OrleansRisk.Trust.Credentials;

/// <summary>Why a password is not taken; none asks for digits or signs, which make nothing harder to guess.</summary>
public enum PasswordFault : byte
{
    None = 0,

    /// <summary>Has halves of letters, which are no text.</summary>
    NotText,
    TooShort,
    TooLong,

    /// <summary>Among the first that are tried, or made of what everybody knows of the person.</summary>
    TooCommon,
}

public static class PasswordRules
{
    private const string List = "common-passwords.txt";
    private const int KnownLengthMin = 4;
    private const int DistinctMin = 5;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly FrozenSet<string> Common = Read();

    /// <param name="password">As it was typed: blanks count, and so does every letter.</param>
    /// <param name="known">What everybody knows of the person: e-mail address, name.</param>
    public static PasswordFault Of(string password, params ReadOnlySpan<string> known)
    {
        if (!IsText(password))
        {
            return PasswordFault.NotText;
        }

        if (password.Length is < TrustLimits.PasswordLengthMin or > TrustLimits.PasswordLengthMax)
        {
            return password.Length < TrustLimits.PasswordLengthMin ? PasswordFault.TooShort : PasswordFault.TooLong;
        }

        var plain = Plain(password);
        if (Common.Contains(plain) || plain.Distinct().Count() < DistinctMin || IsRepeated(plain))
        {
            return PasswordFault.TooCommon;
        }

        foreach (var words in known)
        {
            foreach (var word in words.Split(['@', '.', ' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries))
            {
                // What is left without the name must be a password of its own.
                if (word.Length >= KnownLengthMin && plain.Contains(Plain(word), StringComparison.Ordinal)
                    && plain.Replace(Plain(word), "", StringComparison.Ordinal).Length < TrustLimits.PasswordLengthMin)
                {
                    return PasswordFault.TooCommon;
                }
            }
        }

        return PasswordFault.None;
    }

    internal static bool IsText(string password)
    {
        try
        {
            return Strict.GetByteCount(password) > 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static string Plain(string text) => text.ToLowerInvariant();

    /// <summary>The same few letters over and over.</summary>
    private static bool IsRepeated(string text) =>
        Enumerable.Range(1, text.Length / 2).Any(length =>
            Enumerable.Range(length, text.Length - length).All(at => text[at] == text[at - length]));

    private static FrozenSet<string> Read()
    {
        using var reader = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream(List)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
