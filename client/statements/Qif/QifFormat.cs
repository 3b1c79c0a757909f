using System.Text.RegularExpressions;
using OrleansRisk.Statements.Columns;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Qif;

/// <summary>Quicken Interchange Format of cash, bank and card accounts: a letter a value, a caret a row.</summary>
internal static partial class QifFormat
{
    private static readonly string[] Accounts = ["bank", "ccard", "cash", "oth a", "oth l"];

    /// <summary>Whether one of the first lines names what follows: some programs write remarks above it.</summary>
    public static bool IsIn(string text) => Head().IsMatch(text.AsSpan(0, Math.Min(text.Length, 4_096)));

    [GeneratedRegex(@"^\uFEFF?\s*!(?:Type:[A-Za-z]|Account\b|Option:|Clear:)",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    public static Statement Read(string text, StatementBuilder file)
    {
        var rows = Rows(text).ToList();
        var (days, amounts) = (new DayEvidence(), new AmountEvidence());
        foreach (var row in rows)
        {
            days.See(Day(row), row.Place);
            amounts.See(row.Value('T'), row.Place);
        }

        var (order, assumed) = days.Order(file.Options.DayFirst, file.Options.Currency);
        if (assumed)
        {
            file.Find(FindingCodes.DatesAssumed, null, Place.File, order == DayOrder.DayFirst
                ? "03/11 was read as 3 November." : "03/11 was read as March 11.");
        }

        var style = amounts.Style(file.Options.DecimalMark, semicolons: false, lakh: false);
        foreach (var row in rows)
        {
            StatementSection? section = null;
            file.Row(() =>
            {
                section = file.Account(row.Account, AccountScheme.Number, null, row.Place).Current;
                Add(row, section, order, style);
            });
        }

        return file.Finish(StatementFormat.Qif);
    }

    private static void Add(QifRow row, StatementSection section, DayOrder order, AmountStyle style)
    {
        var day = DayPattern.Read(Day(row), order) is { After.Length: 0 } read ? read.Day
            : throw RefusedException.Row(RefusalCodes.BadDate, row.Place);
        var amount = AmountText.Read(row.Value('T'), style)?.Value
            ?? throw RefusedException.Row(RefusalCodes.BadAmount, row.Place);
        var (payee, memo) = (row.Value('P'), row.Value('M'));
        if (BalanceWords.IsOpening(payee))
        {
            section.Opening = section.Account.Balance(amount, day, row.Place);
            return;
        }

        section.Add(new RowDraft
        {
            Day = day,
            Amount = amount,
            Text = string.Join(' ', new[] { payee, memo }.Where(static part => part.Length > 0)),
            Counterparty = payee,
            Reference = row.Value('N'),
            Code = row.Value('L'),
        }, row.Place);
    }

    // 5/29'26 is how the program writes this century.
    private static string Day(QifRow row) => row.Value('D').Replace("'", "/", StringComparison.Ordinal)
        .Replace("/ ", "/", StringComparison.Ordinal);

    private static IEnumerable<QifRow> Rows(string text)
    {
        var (isAccount, isRow, account) = (false, false, "");
        var row = new QifRow("", 1);
        var last = 0;
        foreach (var (line, number) in TextLines.Of(text))
        {
            last = number;
            if (line.StartsWith('!'))
            {
                isAccount = line.StartsWith("!Account", StringComparison.OrdinalIgnoreCase);
                isRow = line.StartsWith("!Type:", StringComparison.OrdinalIgnoreCase)
                    && Accounts.Contains(line[6..].Trim().ToLowerInvariant());
                row = new QifRow(account, number + 1);
            }
            else if (line.StartsWith('^'))
            {
                account = isAccount ? row.Value('N') : account;
                if (isRow && !row.IsEmpty)
                {
                    yield return row;
                }

                row = new QifRow(account, number + 1);
            }
            else if (line.Length > 0)
            {
                row.Set(line[0], line[1..].Trim());
            }
        }

        if (isRow && !row.IsEmpty)
        {
            throw RefusedException.File(
                RefusalCodes.Truncated, Place.AtLine(last), "The last row has no caret behind it.");
        }
    }

    /// <summary>The values of one row; the first of each letter counts, the others are parts of a split.</summary>
    private sealed class QifRow(string account, int line)
    {
        private readonly Dictionary<char, string> _values = [];

        public string Account { get; } = account;

        public Place Place => Place.AtLine(line);

        public bool IsEmpty => _values.Count == 0;

        public string Value(char letter) => _values.TryGetValue(letter, out var value) ? value : "";

        public void Set(char letter, string value) => _values.TryAdd(letter, value);
    }
}
