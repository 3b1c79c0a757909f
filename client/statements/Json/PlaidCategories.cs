using System.Collections.Frozen;
using System.Text;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Json;

/// <summary>Categories of the house for Plaid's codes, by a table: words in a code mislead.</summary>
internal static class PlaidCategories
{
    private static readonly FrozenDictionary<string, (string Category, RowDirection Direction)> Table =
        Read().ToFrozenDictionary(static row => row.Code, static row => (row.Category, row.Direction));

    /// <summary>Every code of the table.</summary>
    public static IEnumerable<string> Codes => Table.Keys;

    /// <summary>
    /// The category; null for a code that the table has not, and for income that leaves the account: a code that
    /// contradicts its amount is not believed.
    /// </summary>
    public static string? Of(string? code, RowDirection direction) => code is not null
        && Table.TryGetValue(code, out var row)
        && (row.Direction == direction || !row.Category.StartsWith("income.", StringComparison.Ordinal))
            ? row.Category : null;

    private static IEnumerable<(string Code, string Category, RowDirection Direction)> Read()
    {
        using var file = new StreamReader(
            typeof(PlaidCategories).Assembly.GetManifestResourceStream("plaid-categories.tsv")!, Encoding.UTF8);
        while (file.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var cells = line.Split('\t');
                yield return (cells[0], cells[1], cells[2] == "credit" ? RowDirection.Credit : RowDirection.Debit);
            }
        }
    }
}
