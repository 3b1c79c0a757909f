using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Reading;

/// <summary>
/// Ids of rows that have none, or that share one. An id is the digest of account, day, amount, direction, text and
/// which of the equal rows of that day it is. So the same file twice gives the same ids, and so do two files that
/// overlap by whole days. What is digested is kept for ever: it never changes.
/// </summary>
internal static class RowIds
{
    private const string Domain = "orleansrisk statement row 1";
    private const string Prefix = "gen_";
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Letters = 26;

    public static List<StatementRow> Give(StatementBuilder file, string account, List<StatementRow> rows)
    {
        var shared = Shared(file, account, rows);
        var ordinals = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row.IdFrom == IdOrigin.Generated || shared.Contains((row.Id, row.Status)))
            {
                var content = Content(account, row);
                // A hold and its booking are alike, and each is the first of its status.
                var key = content + (int)row.Status;
                ordinals.TryGetValue(key, out var ordinal);
                ordinals[key] = ordinal + 1;
                rows[i] = row with { Id = Digest(content, ordinal), IdFrom = IdOrigin.Generated };
            }
        }

        return rows;
    }

    // A provider's id that stands for different rows is none. Rows that are equal in everything keep it: whoever
    // takes them takes the second for a resend.
    private static HashSet<(string, RowStatus)> Shared(
        StatementBuilder file, string account, List<StatementRow> rows)
    {
        var first = new Dictionary<(string, RowStatus), StatementRow>();
        var shared = new HashSet<(string, RowStatus)>();
        foreach (var row in rows.Where(static row => row.IdFrom == IdOrigin.File))
        {
            if (first.TryAdd((row.Id, row.Status), row))
            {
                continue;
            }

            if (row with { Place = Place.File } == first[(row.Id, row.Status)] with { Place = Place.File })
            {
                file.Find(FindingCodes.RowRepeated, account, row.Place, "The row is in the file twice, with its id.");
            }
            else if (shared.Add((row.Id, row.Status)))
            {
                file.Find(FindingCodes.IdShared, account, row.Place,
                    "Another row has this id and other content; both were given generated ids.");
            }
        }

        return shared;
    }

    private static string Content(string account, StatementRow row) => string.Join('\u001f',
        Domain,
        account.ToUpperInvariant(),
        row.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        row.Amount.Text,
        row.Direction == RowDirection.Debit ? "debit" : "credit",
        row.Text ?? row.Counterparty ?? "",
        row.IdFrom == IdOrigin.File ? row.Id : "");

    private static string Digest(string content, int ordinal)
    {
        var bytes = Encoding.UTF8.GetBytes(content + '\u001f' + ordinal.ToString(CultureInfo.InvariantCulture));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        var bits = BinaryPrimitives.ReadUInt128BigEndian(digest);
        var letters = new char[Letters];
        for (var i = 0; i < Letters; i++)
        {
            letters[i] = Alphabet[(int)(bits & 31)];
            bits >>= 5;
        }

        return Prefix + new string(letters);
    }
}
