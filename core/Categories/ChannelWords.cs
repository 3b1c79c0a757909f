using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Categories;

/// <summary>
/// Names of payment systems beyond those that <see cref="Words"/> knows, and where no channel is stated in the
/// description: that money moved from account to account. It says nothing of what for. From scoring version 3.
/// </summary>
internal static class ChannelWords
{
    public static Word Read(Transaction transaction)
    {
        if (!string.IsNullOrEmpty(transaction.Channel))
        {
            var known = Words.Read(transaction.Channel);
            return known == Word.None && Names(transaction.Channel) ? Word.Transfer : known;
        }

        return transaction.Description is { } description && Names(description) ? Word.Transfer : Word.None;
    }

    /// <summary>
    /// Whether a channel, or what the bank prints, says that it was a standing order or a transfer within the bank.
    /// </summary>
    public static bool IsStanding(string? channel) => channel is not null
        && (channel.Contains("standing", StringComparison.OrdinalIgnoreCase)
            || channel.Contains("internal", StringComparison.OrdinalIgnoreCase)
            || channel.Contains("dauerauftrag", StringComparison.OrdinalIgnoreCase)
            || channel.Contains("umbuchung", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the one who is paid collected it: a creditor does, one's own account never.</summary>
    public static bool IsCollected(string? channel) => channel is not null
        && channel.Contains("direct", StringComparison.OrdinalIgnoreCase)
        && channel.Contains("debit", StringComparison.OrdinalIgnoreCase);

    private static bool Names(string text)
    {
        var rest = text.AsSpan(0, Math.Min(text.Length, Limits.WordsRead));
        Span<char> lower = stackalloc char[Limits.WordsRead];
        var length = 0;
        foreach (var letter in rest)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                lower[length++] = char.ToLowerInvariant(letter);
                continue;
            }

            if (IsSystem(lower[..length]))
            {
                return true;
            }

            length = 0;
        }

        return IsSystem(lower[..length]);
    }

    private static bool IsSystem(ReadOnlySpan<char> word) => word is "duitnow" or "fpx" or "jompay" or "ibg"
        or "rentas" or "giro" or "paynow" or "promptpay" or "bifast" or "sknbi" or "instapay" or "pesonet" or "sepa"
        or "ach" or "bacs" or "pix" or "upi" or "imps" or "neft" or "rtgs";
}
