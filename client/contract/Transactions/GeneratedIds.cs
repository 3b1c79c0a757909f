using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRisk.Contract.Transactions;

/// <summary>
/// Ids of rows that have none, whoever reads them: a digest of account, day, amount, direction, text and which of the
/// equal rows of that day and status it is. So the same file twice gives the same ids, and so do two files that overlap
/// by whole days, of whatever formats. One of these is for one file. What is digested is kept for ever: it never
/// changes.
/// </summary>
public sealed class GeneratedIds
{
    /// <summary>How every id of these begins.</summary>
    public const string Prefix = "gen_";

    private const string Domain = "orleansrisk mapped row 1";
    private const char Between = '\u001f';
    private const int Bytes = 16;

    private readonly Dictionary<string, int> _equal = new(StringComparer.Ordinal);

    /// <summary>Different rows that have been told apart so far.</summary>
    public int Count => _equal.Count;

    /// <summary>The next row's id.</summary>
    /// <param name="account">The lender's own id of the account.</param>
    /// <param name="day">When it was booked.</param>
    /// <param name="amount">Unsigned decimal text; 12.5 and 12.50 are one amount.</param>
    /// <param name="direction"><c>debit</c> or <c>credit</c>.</param>
    /// <param name="text">The bank's text, else the other side's name; white space counts once.</param>
    /// <param name="status">A hold and its booking are alike, and each is the first of its status.</param>
    public string Of(
        string account, DateOnly day, string amount, string direction, string? text, string status)
    {
        ArgumentNullException.ThrowIfNull(amount);
        var content = string.Join(Between, Domain, account,
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Plain(amount), direction, OneLine(text ?? ""));
        var key = content + Between + status;
        _equal.TryGetValue(key, out var ordinal);
        _equal[key] = ordinal + 1;
        var digest = SHA256.HashData(
            Encoding.UTF8.GetBytes(content + Between + ordinal.ToString(CultureInfo.InvariantCulture)));
        return Prefix + Convert.ToHexStringLower(digest.AsSpan(0, Bytes));
    }

    private static string Plain(string amount) => amount.Contains('.', StringComparison.Ordinal)
        ? amount.TrimStart('0').TrimEnd('0').TrimEnd('.') : amount.TrimStart('0');

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
