using System.Globalization;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Bai;

/// <summary>BAI2: cash management reports of banks in North America.</summary>
internal static class BaiFormat
{
    public static bool IsIn(string text) => text.AsSpan().TrimStart().StartsWith("01,", StringComparison.Ordinal)
        && (BaiRecord.IsGroupIn(text) || text.Contains("\r02,", StringComparison.Ordinal));

    public static Statement Read(string text, StatementBuilder file)
    {
        var reading = new BaiReading(file);
        foreach (var record in BaiRecord.Read(text))
        {
            reading.See(record);
        }

        return reading.IsWhole ? file.Finish(StatementFormat.Bai2)
            : throw RefusedException.File(RefusalCodes.Truncated, Place.File, "The file has no trailer (99).");
    }

    /// <summary>One pass over a file.</summary>
    private sealed class BaiReading(StatementBuilder file)
    {
        private DateOnly? _day;
        private string? _currency;
        private StatementSection? _section;

        public bool IsWhole { get; private set; }

        public void See(BaiRecord record)
        {
            switch (record.Code)
            {
                case "02":
                    _day = Day(record.Field(3));
                    _currency = record.Field(5) is { Length: 3 } stated ? stated : "USD";
                    break;
                case "03":
                    _section = null;
                    file.Row(() => Account(record));
                    break;
                case "16" when _section is { } section:
                    file.Row(() => Add(record, section), section);
                    break;
                case "16":
                    file.Row(() => throw RefusedException.Row(RefusalCodes.MissingField, record.Place,
                        "The transaction has no account before it."));
                    break;
                case "99":
                    IsWhole = true;
                    break;
                case "01" or "49" or "98":
                    break;
                default:
                    throw RefusedException.File(
                        RefusalCodes.Malformed, record.Place, "The line begins with no record of BAI2.");
            }
        }

        private void Account(BaiRecord record)
        {
            var currency = record.Field(1) is { Length: 3 } own ? own : _currency;
            var account = file.Account(record.Field(0), AccountScheme.Number, currency, record.Place);
            _section = account.Section(record.Place);
            for (var at = 2; at < record.Fields.Count;)
            {
                var (code, amount) = (record.Field(at), record.Field(at + 1));
                if (amount.Length > 0)
                {
                    var balance = new StatementBalance(Minor(account, amount, record.Place), _day);
                    switch (code)
                    {
                        case "010":
                            _section.Opening = balance;
                            break;
                        case "015":
                            _section.Closing = balance;
                            break;
                        case "045":
                            account.Available = balance;
                            break;
                    }
                }

                // Type, amount, count of items, funds: each kind of funds has fields of its own.
                at += 3 + Funds(record, at + 3);
            }
        }

        private void Add(BaiRecord record, StatementSection section)
        {
            if (!int.TryParse(record.Field(0), NumberStyles.None, CultureInfo.InvariantCulture, out var type)
                || Direction(type) is not { } direction)
            {
                throw RefusedException.Row(RefusalCodes.BadDirection, record.Place,
                    "The type code is neither that of a credit nor that of a debit.");
            }

            var rest = 2 + Funds(record, 2);
            var text = string.Join(',', record.Fields.Skip(rest + 2)).Trim();
            var amount = Minor(section.Account, record.Field(1), record.Place);
            section.Add(new RowDraft
            {
                Day = record.Field(2) == "V" ? Day(record.Field(3)) ?? _day : _day,
                Amount = decimal.Divide(amount.Minor, Power(amount.Decimals)),
                Direction = direction,
                Text = text.Length > 0 ? text : null,
                Reference = record.Field(rest) is { Length: > 0 } bank ? bank
                    : record.Field(rest + 1) is { Length: > 0 } customer ? customer : null,
                Code = record.Field(0),
            }, record.Place);
        }

        // 100 to 399 are credits, 400 to 699 debits; loans' and summaries' codes are neither.
        private static RowDirection? Direction(int type) => type switch
        {
            >= 100 and < 400 => RowDirection.Credit,
            >= 400 and < 700 => RowDirection.Debit,
            _ => null,
        };

        private static int Funds(BaiRecord record, int at) => record.Field(at) switch
        {
            "S" => 4,
            "V" => 3,
            "D" => 2 + (2 * Count(record.Field(at + 1))),
            _ => 1,
        };

        private static int Count(string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count < 1_000
                ? count : 0;

        private static Money Minor(AccountBuilder account, string text, Place place)
        {
            var decimals = account.Money(0, place).Decimals;
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor)
                && Math.Abs((decimal)minor) <= 1_000_000_000_000_000m ? new Money(minor, decimals)
                : throw RefusedException.Row(RefusalCodes.BadAmount, place);
        }

        private static decimal Power(int decimals) => decimals switch { 0 => 1, 2 => 100, 3 => 1_000, _ => 10_000 };

        private static DateOnly? Day(string text) => DateOnly.TryParseExact(text.Length == 6 ? "20" + text : text,
            "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}
