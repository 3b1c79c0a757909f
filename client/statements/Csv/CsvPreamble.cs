using System.Text.RegularExpressions;
using OrleansRisk.Statements.Columns;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Csv;

/// <summary>What lines above the table state: the account, its currency, its holder and a balance.</summary>
internal sealed partial class CsvPreamble
{
    public string? Account { get; private set; }

    public string? Currency { get; private set; }

    public string? Holder { get; private set; }

    public string? Opening { get; private set; }

    public string? Closing { get; private set; }

    public int OpeningLine { get; private set; }

    public int ClosingLine { get; private set; }

    public static CsvPreamble Read(IEnumerable<CsvRecord> records)
    {
        var preamble = new CsvPreamble();
        foreach (var record in records)
        {
            var cells = record.Cells.SelectMany(static cell => cell.Split([':', '\t'], 2))
                .Select(static cell => cell.Trim()).Where(static cell => cell.Length > 0).ToList();
            for (var i = 0; i + 1 < cells.Count; i++)
            {
                preamble.See(cells[i], cells[i + 1], record.Line);
            }
        }

        return preamble;
    }

    [GeneratedRegex(@"^[A-Za-z0-9*][A-Za-z0-9 *./-]{2,40}")]
    private static partial Regex AccountNumber();

    private void See(string label, string value, int line)
    {
        var role = ColumnNames.RoleOf(label);
        if (role == ColumnRole.Account && Account is null && AccountNumber().Match(value) is { Success: true } number
            && number.Value.Any(char.IsAsciiDigit))
        {
            var words = number.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Currency ??= words.Length > 1 ? Currencies.OfMark(words[^1]) : null;
            Account = string.Concat(words.TakeWhile(static word => word.Any(char.IsAsciiDigit) || word.Contains('*')
                || word.Length <= 4 && Currencies.OfMark(word) is null));
        }
        else if (role == ColumnRole.Currency && Currency is null)
        {
            Currency = Currencies.OfMark(value.ToUpperInvariant());
        }
        else if (ColumnNames.Plain(label) is "account name" or "account holder" or "name" or "nama" or "kontoinhaber")
        {
            Holder ??= value;
        }
        else if (BalanceWords.IsOpening(label))
        {
            (Opening, OpeningLine) = (value, line);
        }
        else if (BalanceWords.IsClosing(label))
        {
            (Closing, ClosingLine) = (value, line);
        }
    }
}
