using System.Globalization;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Nacha;

/// <summary>
/// NACHA files of the ACH network: entries on their way, and returns, which say with a code why an entry was sent back.
/// Records are of 94 letters, with or without line ends.
/// </summary>
internal static class NachaFormat
{
    private const int RecordLetters = 94;
    private const decimal CentsADollar = 100;

    public static bool IsIn(string text) => text.Length >= RecordLetters
        && text.StartsWith("101", StringComparison.Ordinal) && text.AsSpan(34, 3) is "094";

    public static Statement Read(string text, StatementBuilder file)
    {
        var reading = new NachaReading(file);
        foreach (var (record, line) in Records(text))
        {
            reading.See(record, Place.AtLine(line));
        }

        return reading.IsWhole ? file.Finish(StatementFormat.Nacha)
            : throw RefusedException.File(RefusalCodes.Truncated, Place.File, "The file has no control record (9).");
    }

    private static IEnumerable<(string Record, int Line)> Records(string text)
    {
        if (text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and <= RecordLetters + 2)
        {
            return TextLines.Of(text).Where(static line => line.Text.Length > 0)
                .Select(static line => (line.Text.PadRight(RecordLetters), line.Number));
        }

        return Enumerable.Range(0, text.Length / RecordLetters)
            .Select(at => (text.Substring(at * RecordLetters, RecordLetters), at + 1));
    }

    /// <summary>One pass over a file.</summary>
    private sealed class NachaReading(StatementBuilder file)
    {
        private DateOnly? _day;
        private string? _company;
        private string? _about;
        private (string Record, Place Place)? _entry;
        private (decimal Debits, decimal Credits, int Count) _batch;

        public bool IsWhole { get; private set; }

        public void See(string record, Place place)
        {
            if (record.Length != RecordLetters)
            {
                throw RefusedException.File(RefusalCodes.Malformed, place, "The record is longer than 94 letters.");
            }

            if (IsWhole)
            {
                return; // nines that fill the last block
            }

            switch (record[0])
            {
                case '1':
                    _day = Day(record[23..29]);
                    break;
                case '5':
                    (_company, _about) = (Text(record[4..20]), Text(record[53..63]));
                    _day = Day(record[69..75]) ?? _day;
                    _batch = default;
                    break;
                case '6':
                    Entry(null);
                    _entry = (record, place);
                    break;
                case '7' when record.AsSpan(1, 2) is "99":
                    Entry(record);
                    break;
                case '7':
                    _batch.Count++;
                    break;
                case '8':
                    Entry(null);
                    Check(record, place);
                    break;
                case '9':
                    IsWhole = true;
                    break;
                default:
                    throw RefusedException.File(
                        RefusalCodes.Malformed, place, "The line begins with no record of a NACHA file.");
            }
        }

        // The entry before, with the addenda that returns it, if there is one.
        private void Entry(string? returned)
        {
            if (_entry is not { Record: var entry, Place: var place })
            {
                return;
            }

            _entry = null;
            _batch.Count += returned is null ? 1 : 2;
            file.Row(() => Add(entry, returned, place));
        }

        private void Add(string entry, string? returned, Place place)
        {
            if (!long.TryParse(entry.AsSpan(29, 10), NumberStyles.None, CultureInfo.InvariantCulture, out var cents))
            {
                throw RefusedException.Row(RefusalCodes.BadAmount, place);
            }

            // 2 and 7 at the end of a code are live, 1 and 6 returned or corrected, 3 and 8 without money.
            var direction = entry[2] switch
            {
                '1' or '2' => RowDirection.Credit,
                '6' or '7' => RowDirection.Debit,
                '3' or '8' or '4' or '9' => (RowDirection?)null,
                _ => throw RefusedException.Row(RefusalCodes.BadDirection, place),
            };
            var account = file.Account(Text(entry[12..29]), AccountScheme.Number, "USD", place);
            if (direction is not { } way || cents == 0)
            {
                file.Find(FindingCodes.NoMoney, account.Id, place, "The entry moves no money.");
                return;
            }

            _batch = way == RowDirection.Debit
                ? _batch with { Debits = _batch.Debits + cents } : _batch with { Credits = _batch.Credits + cents };
            account.Current.Add(new RowDraft
            {
                // A return has a trace number of its own, and names that of the entry, which is the row's id.
                Id = Text(returned is null ? entry[79..94] : returned[6..21]),
                Status = returned is null ? RowStatus.Pending : RowStatus.Rejected,
                Day = _day,
                Amount = cents / CentsADollar,
                Direction = way,
                Text = _about,
                Counterparty = _company,
                Reference = Text(entry[39..54]),
                Code = returned is null ? null : Text(returned[3..6]),
                Channel = "ach",
            }, place);
        }

        private void Check(string control, Place place)
        {
            var (debits, credits) = (Number(control[20..32]), Number(control[32..44]));
            if (Number(control[4..10]) != _batch.Count || debits != _batch.Debits || credits != _batch.Credits)
            {
                file.Find(FindingCodes.TotalsDiffer, null, place,
                    "The batch's control states another count or sum than its entries have.");
            }
        }

        private static decimal? Number(string digits) =>
            decimal.TryParse(digits.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number : null;

        private static DateOnly? Day(string letters) => DateOnly.TryParseExact(
            letters, "yyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

        private static string? Text(string letters) => letters.Trim() is { Length: > 0 } text ? text : null;
    }
}
