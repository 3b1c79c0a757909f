using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

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

    /// <summary>Of a load.</summary>
    public const string LoadPrefix = "load_";

    /// <summary>Of a customer's consent.</summary>
    public const string ConsentPrefix = "cns_";

    /// <summary>Letters of an account's pseudonym.</summary>
    public const int AccountLetters = 26;

    /// <summary>Letters of a sequence inside a decision's id.</summary>
    public const int SequenceLetters = 13;

    private const int IncarnationLettersMax = 7;
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

    /// <summary><c>cns_</c> and 26 letters.</summary>
    public static string Consent(string letters) => ConsentPrefix + letters;

    /// <summary>Takes the 26 letters out of a consent's id; false where it is none.</summary>
    public static bool TryParseConsent(string? text, [NotNullWhen(true)] out string? letters) =>
        TryParse(text, ConsentPrefix, out letters);

    /// <summary><c>cra_</c> and 26 letters.</summary>
    public static string Assessment(string letters) => AssessmentPrefix + letters;

    /// <summary>Takes the 26 letters out of a credit assessment's id; false where it is none.</summary>
    public static bool TryParseAssessment(string? text, [NotNullWhen(true)] out string? letters) =>
        TryParse(text, AssessmentPrefix, out letters);

    /// <summary><c>load_</c> and 26 letters.</summary>
    public static string Load(string letters) => LoadPrefix + letters;

    /// <summary>Takes the 26 letters out of a load's id; false where it is none.</summary>
    public static bool TryParseLoad(string? text, [NotNullWhen(true)] out string? letters) =>
        TryParse(text, LoadPrefix, out letters);

    /// <summary>
    /// <c>dec_</c>, the account's 26 letters, and its sequence in 13: a decision is found without an index. Behind them
    /// the incarnation of the database in 1 to 7 letters, the first of which is not <c>a</c>; nothing where it is 0.
    /// </summary>
    /// <param name="incarnation">How often the database had gone back to an earlier state, 0 or more.</param>
    public static string Decision(string accountLetters, long sequence, int incarnation = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(incarnation);
        var length = DecisionLength + LettersOf(incarnation);
        return string.Create(length, (accountLetters, sequence, incarnation), static (text, parts) =>
        {
            DecisionPrefix.CopyTo(text);
            parts.accountLetters.CopyTo(text[DecisionPrefix.Length..]);
            Write(text[(DecisionPrefix.Length + AccountLetters)..DecisionLength], parts.sequence);
            Write(text[DecisionLength..], parts.incarnation);
        });
    }

    /// <summary>Takes a decision id apart; false where it is none.</summary>
    public static bool TryParseDecision(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? accountLetters, out long sequence,
        out int incarnation)
    {
        (accountLetters, sequence, incarnation) = (null, 0, 0);
        if (text is null || text.Length is < DecisionLength or > DecisionLength + IncarnationLettersMax
            || !text.StartsWith(DecisionPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text.AsSpan(DecisionPrefix.Length);
        if (rest.ContainsAnyExcept(Letters)
            || !TryReadSequence(rest.Slice(AccountLetters, SequenceLetters), out sequence)
            || !TryReadIncarnation(rest[(AccountLetters + SequenceLetters)..], out incarnation))
        {
            return false;
        }

        accountLetters = rest[..AccountLetters].ToString();
        return true;
    }

    /// <summary>
    /// <c>evt_</c>, account, sequence and incarnation as in a decision's id, and a letter for the type.
    /// </summary>
    public static string Event(string accountLetters, long sequence, char type, int incarnation = 0) =>
        EventPrefix + Decision(accountLetters, sequence, incarnation)[DecisionPrefix.Length..] + type;

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

    /// <summary>So many as the number needs; none for 0.</summary>
    private static int LettersOf(int incarnation) => (32 - BitOperations.LeadingZeroCount((uint)incarnation) + 4) / 5;

    private static void Write(Span<char> text, long number)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(number & 31)];
            number >>= 5;
        }
    }

    private static bool TryReadSequence(ReadOnlySpan<char> text, out long sequence)
    {
        sequence = 0;
        if (Alphabet.IndexOf(text[0], StringComparison.Ordinal) > 7)
        {
            return false; // 13 letters carry 65 bits, and a sequence is positive: the first letter holds three
        }

        sequence = Read(text);
        return sequence > 0;
    }

    private static bool TryReadIncarnation(ReadOnlySpan<char> text, out int incarnation)
    {
        var number = Read(text);
        incarnation = (int)number;
        return text.IsEmpty || (text[0] != Alphabet[0] && number <= int.MaxValue);
    }

    private static long Read(ReadOnlySpan<char> text)
    {
        var number = 0L;
        foreach (var letter in text)
        {
            number = (number << 5) | (uint)Alphabet.IndexOf(letter, StringComparison.Ordinal);
        }

        return number;
    }
}
