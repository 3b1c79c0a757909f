using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Maps.Fields;

/// <summary>
/// Ids of rows that have none (<c>"id": {"generated": true}</c>): a digest of account, day, amount, direction, text and
/// which of the equal rows of that day it is. The same file twice gives the same ids, and so do two files that overlap
/// by whole days. What is digested is kept for ever: it never changes.
/// </summary>
internal sealed class GeneratedIds
{
    private const string Domain = "orleansrisk mapped row 1";
    private const string Prefix = "gen_";
    private const int Bytes = 16;

    private readonly Dictionary<string, int> _equal = new(StringComparer.Ordinal);

    public string Of(TransactionBody row, DateOnly day)
    {
        var content = string.Join('\u001f', Domain, row.Account,
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Plain(row.Amount!), row.Direction,
            row.Description ?? row.Counterparty ?? "");
        if (_equal.Count >= Limits.RowsToldApartMax && !_equal.ContainsKey(content))
        {
            throw new RowException("id", "has no place left: the file has too many rows for generated ids");
        }

        _equal.TryGetValue(content, out var ordinal);
        _equal[content] = ordinal + 1;
        var digest = SHA256.HashData(
            Encoding.UTF8.GetBytes(content + '\u001f' + ordinal.ToString(CultureInfo.InvariantCulture)));
        return Prefix + Convert.ToHexStringLower(digest.AsSpan(0, Bytes));
    }

    // 12.5 and 12.50 are one amount.
    private static string Plain(string amount) => amount.Contains('.', StringComparison.Ordinal)
        ? amount.TrimStart('0').TrimEnd('0').TrimEnd('.') : amount.TrimStart('0');
}
