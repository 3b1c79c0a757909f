using System.Collections.Frozen;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Texts;

/// <summary>Words and letters that banks write for debit and credit.</summary>
internal static class DirectionWords
{
    private static readonly FrozenDictionary<string, RowDirection> Words = new Dictionary<string, RowDirection>
    {
        ["D"] = RowDirection.Debit,
        ["DR"] = RowDirection.Debit,
        ["DB"] = RowDirection.Debit,
        ["DT"] = RowDirection.Debit,
        ["DBIT"] = RowDirection.Debit,
        ["DEBIT"] = RowDirection.Debit,
        ["DEBET"] = RowDirection.Debit,
        ["WITHDRAWAL"] = RowDirection.Debit,
        ["OUT"] = RowDirection.Debit,
        ["AF"] = RowDirection.Debit,
        ["SOLL"] = RowDirection.Debit,
        ["S"] = RowDirection.Debit,
        ["DÉBIT"] = RowDirection.Debit,
        ["KELUAR"] = RowDirection.Debit,
        ["-"] = RowDirection.Debit,
        ["C"] = RowDirection.Credit,
        ["CR"] = RowDirection.Credit,
        ["CT"] = RowDirection.Credit,
        ["CRDT"] = RowDirection.Credit,
        ["CREDIT"] = RowDirection.Credit,
        ["KREDIT"] = RowDirection.Credit,
        ["DEPOSIT"] = RowDirection.Credit,
        ["IN"] = RowDirection.Credit,
        ["BIJ"] = RowDirection.Credit,
        ["HABEN"] = RowDirection.Credit,
        ["H"] = RowDirection.Credit,
        ["CRÉDIT"] = RowDirection.Credit,
        ["K"] = RowDirection.Credit,
        ["MASUK"] = RowDirection.Credit,
        ["+"] = RowDirection.Credit,
    }.ToFrozenDictionary();

    /// <summary>Null for words that are neither.</summary>
    public static RowDirection? Of(string word) =>
        Words.TryGetValue(word.Trim().TrimEnd('.').ToUpperInvariant(), out var direction) ? direction : null;
}
