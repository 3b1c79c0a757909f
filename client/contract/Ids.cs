using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OrleansRisk.Contract;

/// <summary>
/// How ids are written. Each has a prefix that says what it names; letters are lower-case base32 (a–z, 2–7).
/// </summary>
public static class Ids
{
    /// <summary>Of an account's pseudonym.</summary>
    public const string AccountPrefix = "acct_";

    /// <summary>Of a decision.</summary>
    public const string DecisionPrefix = "dec_";

    /// <summary>Of a tenant.</summary>
    public const string TenantPrefix = "ten_";

    /// <summary>Of a request, as errors quote it.</summary>
    public const string RequestPrefix = "req_";

    /// <summary>Of a subscription to the feed.</summary>
    public const string SubscriptionPrefix = "sub_";

    /// <summary>Of a customer's pseudonym.</summary>
    public const string CustomerPrefix = "cus_";

    /// <summary>Of an event.</summary>
    public const string EventPrefix = "evt_";

    /// <summary>Of a webhook.</summary>
    public const string WebhookPrefix = "whk_";

    /// <summary>Of a credit assessment.</summary>
    public const string AssessmentPrefix = "cra_";

    /// <summary>Letters of an account's pseudonym.</summary>
    public const int AccountLetters = 26;

    /// <summary>Letters of a sequence inside a decision's id.</summary>
    public const int SequenceLetters = 13;

    private const int DecisionLength = 4 + AccountLetters + SequenceLetters;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    /// <summary><c>acct_</c> and the pseudonym's 26 letters.</summary>
    public static string Account(string letters) => AccountPrefix + letters;

    /// <summary>Takes the 26 letters out of an account id; false where it is none.</summary>
    public static bool TryParseAccount(string? text, [NotNullWhen(true)] out string? letters) =>
        TryParse(text, AccountPrefix, out letters);

    /// <summary><c>cus_</c> and the pseudonym's 26 letters.</summary>
    public static string Customer(string letters) => CustomerPrefix + letters;

    /// <summary>Takes the 26 letters out of a customer's id; false where it is none.</summary>
    public static bool TryParseCustomer(string? text, [NotNullWhen(true)] out string? letters) =>
        TryParse(text, CustomerPrefix, out letters);

    /// <summary><c>cra_</c> and 26 letters.</summary>
    public static string Assessment(string letters) => AssessmentPrefix + letters;

    /// <summary>Takes the 26 letters out of a credit assessment's id; false where it is none.</summary>
    public static bool TryParseAssessment(string? text, [NotNullWhen(true)] out string? letters) =>
        TryParse(text, AssessmentPrefix, out letters);

    /// <summary>
    /// <c>dec_</c>, the account's 26 letters, and its sequence in 13: a decision is found without an index.
    /// </summary>
    public static string Decision(string accountLetters, long sequence) =>
        string.Create(DecisionLength, (accountLetters, sequence), static (text, parts) =>
        {
            DecisionPrefix.CopyTo(text);
            parts.accountLetters.CopyTo(text[DecisionPrefix.Length..]);
            WriteSequence(text[(DecisionPrefix.Length + AccountLetters)..], parts.sequence);
        });

    /// <summary>Takes a decision id apart; false where it is none.</summary>
    public static bool TryParseDecision(
        string? text, [NotNullWhen(true)] out string? accountLetters, out long sequence)
    {
        (accountLetters, sequence) = (null, 0);
        if (text is null || text.Length != DecisionLength
            || !text.StartsWith(DecisionPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text.AsSpan(DecisionPrefix.Length);
        if (rest.ContainsAnyExcept(Letters) || !TryReadSequence(rest[AccountLetters..], out sequence))
        {
            return false;
        }

        accountLetters = rest[..AccountLetters].ToString();
        return true;
    }

    /// <summary><c>evt_</c>, account and sequence as in a decision's id, and a letter for the type.</summary>
    public static string Event(string accountLetters, long sequence, char type) =>
        EventPrefix + Decision(accountLetters, sequence)[DecisionPrefix.Length..] + type;

    /// <summary><c>ten_</c> and the tenant's number.</summary>
    public static string Tenant(int number) => TenantPrefix + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Takes the number out of a tenant's id; false where it is none.</summary>
    public static bool TryParseTenant(string? text, out int number)
    {
        number = 0;
        return text is not null && text.StartsWith(TenantPrefix, StringComparison.Ordinal)
            && int.TryParse(
                text.AsSpan(TenantPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number > 0 && Tenant(number) == text;
    }

    private static bool TryParse(string? text, string prefix, [NotNullWhen(true)] out string? letters)
    {
        letters = null;
        if (text is null || !text.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text.AsSpan(prefix.Length);
        if (rest.Length != AccountLetters || rest.ContainsAnyExcept(Letters))
        {
            return false;
        }

        letters = rest.ToString();
        return true;
    }

    private static void WriteSequence(Span<char> text, long sequence)
    {
        for (var i = SequenceLetters - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(sequence & 31)];
            sequence >>= 5;
        }
    }

    private static bool TryReadSequence(ReadOnlySpan<char> text, out long sequence)
    {
        sequence = 0;
        if (Alphabet.IndexOf(text[0], StringComparison.Ordinal) > 7)
        {
            return false; // 13 letters carry 65 bits, and a sequence is positive: the first letter holds three
        }

        foreach (var letter in text)
        {
            sequence = (sequence << 5) | (uint)Alphabet.IndexOf(letter, StringComparison.Ordinal);
        }

        return sequence > 0;
    }
}
