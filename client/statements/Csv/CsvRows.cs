using OrleansRisk.Statements.Columns;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Csv;

/// <summary>Turns the records of one CSV file into rows.</summary>
internal sealed class CsvRows
{
    private readonly CsvHeader _header;
    private readonly CsvPreamble _preamble;
    private readonly CsvStyle _style;
    private readonly CsvSigns _signs;
    private readonly StatementBuilder _file;
    private readonly bool _hasIds;
    private readonly int _day;
    private (RowDraft Draft, Place Place, AccountBuilder Account)? _waiting;

    public CsvRows(CsvTable table, CsvPreamble preamble, CsvStyle style, CsvSigns signs, StatementBuilder file)
    {
        (_header, _preamble, _style, _signs, _file) = (table.Header, preamble, style, signs, file);
        _day = CsvStyle.Day(_header);
        _hasIds = _header.Has(ColumnRole.Id) && !table.CountsItsRows(_header.Of(ColumnRole.Id));
        if (preamble.Opening is not null || preamble.Closing is not null)
        {
            var section = Account(null, Place.File).Current;
            Section = section;
            section.Opening = Stated(section.Account, preamble.Opening, preamble.OpeningLine);
            section.Closing = Stated(section.Account, preamble.Closing, preamble.ClosingLine);
        }
    }

    /// <summary>Of the last row; a refused one leaves it incomplete.</summary>
    public StatementSection? Section { get; private set; }

    public void Add(CsvRecord record)
    {
        var day = Day(record);
        if (day is not null)
        {
            RefuseMisfit(record);
        }

        if (day is null && IsNoRow(record))
        {
            Finish();
            return;
        }

        var amount = Amount(record, out var amountAt);
        if (day is not { } when)
        {
            if (amount is null)
            {
                Continue(record);
                return;
            }

            throw RefusedException.Row(RefusalCodes.BadDate, Place.AtLine(record.Line, _day + 1));
        }

        Finish();
        var place = Place.AtLine(record.Line);
        var account = Account(record, place);
        Section = account.Current;
        var text = Joined(record, ColumnRole.Text);
        if (IsBalance(record, account, text, when.Day, amount?.Value))
        {
            return;
        }

        _waiting = (Draft(record, when, text, amount
            ?? throw NoAmount(record, amountAt)), place, account);
    }

    /// <summary>Takes the row that waited for further lines of its text.</summary>
    public void Finish()
    {
        if (_waiting is { } waiting)
        {
            _waiting = null;
            // What is wrong with it is no fault of the record that is being read.
            _file.Try(() => waiting.Account.Add(waiting.Draft, waiting.Place), waiting.Account.Current);
        }
    }

    private RowDraft Draft(
        CsvRecord record, (DateOnly Day, RowTime? At) when, string? text,
        (decimal Value, RowDirection? Direction) amount)
    {
        var original = First(record, ColumnRole.OriginalAmount);
        return new RowDraft
        {
            Id = _hasIds ? First(record, ColumnRole.Id) : null,
            Status = IsPending(First(record, ColumnRole.Status)) ? RowStatus.Pending : RowStatus.Booked,
            Day = when.Day,
            At = when.At,
            ValueDay = First(record, ColumnRole.ValueDay) is { } value
                ? DayPattern.Read(value, _style.Days)?.Day : null,
            Amount = amount.Value,
            Direction = amount.Direction,
            Text = text,
            Counterparty = First(record, ColumnRole.Counterparty),
            CounterpartyAccount = First(record, ColumnRole.CounterpartyAccount),
            Reference = First(record, ColumnRole.Reference),
            Code = First(record, ColumnRole.Category),
            Mcc = First(record, ColumnRole.Mcc),
            BalanceAfter = Balance(record),
            OriginalAmount = original is null ? null : AmountText.Read(original, _style.Amounts)?.Value,
            OriginalCurrency = First(record, ColumnRole.OriginalCurrency)?.ToUpperInvariant(),
            Rate = First(record, ColumnRole.Rate),
        };
    }

    private RefusedException NoAmount(CsvRecord record, int at) => at >= record.Cells.Length
        ? RefusedException.Row(RefusalCodes.BadCell, Place.AtLine(record.Line, record.Cells.Length),
            $"The record has {record.Cells.Length} cells; there are {_header.Record.Cells.Length} columns.")
        : RefusedException.Row(RefusalCodes.BadAmount, Place.AtLine(record.Line, at + 1), "There is no amount.");

    private static bool IsPending(string? status) => status is not null
        && (status.StartsWith("pend", StringComparison.OrdinalIgnoreCase)
            || status.StartsWith("auth", StringComparison.OrdinalIgnoreCase)
            || status.StartsWith("vorgemerkt", StringComparison.OrdinalIgnoreCase));

    // A record that has too many cells was cut at a separator inside a text; which cell is which is unknown.
    private void RefuseMisfit(CsvRecord record)
    {
        var extra = Array.FindIndex(record.Cells, Math.Min(_header.Record.Cells.Length, record.Cells.Length),
            static cell => !string.IsNullOrWhiteSpace(cell));
        if (extra >= 0)
        {
            throw RefusedException.Row(RefusalCodes.BadCell, Place.AtLine(record.Line, extra + 1),
                $"The record has {record.Cells.Length} cells; there are {_header.Record.Cells.Length} columns.");
        }
    }

    // A text that goes on in the next record, in the text's column alone.
    private void Continue(CsvRecord record)
    {
        var texts = _header.All(ColumnRole.Text);
        if (_waiting is { } waiting && Joined(record, ColumnRole.Text) is { } more
            && Enumerable.Range(0, record.Cells.Length).All(at =>
                texts.Contains(at) || string.IsNullOrWhiteSpace(record.Cells[at])))
        {
            waiting.Draft.Text = $"{waiting.Draft.Text} {more}";
        }
    }

    private bool IsBalance(CsvRecord record, AccountBuilder account, string? text, DateOnly day, decimal? amount)
    {
        if (text is null || amount is not (null or 0) || Balance(record) is not { } after)
        {
            return false;
        }

        if (BalanceWords.IsOpening(text) && account.Current.Rows.Count == 0)
        {
            account.Current.Opening = account.Balance(after, day, Place.AtLine(record.Line));
            return true;
        }

        if (BalanceWords.IsClosing(text))
        {
            account.Current.Closing = account.Balance(after, day, Place.AtLine(record.Line));
            return true;
        }

        return BalanceWords.IsOpening(text);
    }

    private (decimal Value, RowDirection? Direction)? Amount(CsvRecord record, out int at)
    {
        if (!_header.Has(ColumnRole.Debit) && !_header.Has(ColumnRole.Credit))
        {
            at = _header.Of(ColumnRole.Amount);
            return Single(record, at);
        }

        var (debitAt, creditAt) = (_header.Of(ColumnRole.Debit), _header.Of(ColumnRole.Credit));
        at = debitAt >= 0 ? debitAt : creditAt;
        var debit = debitAt < 0 ? null : Money(record, debitAt);
        var credit = creditAt < 0 ? null : Money(record, creditAt);
        if (debit is not (null or 0) && credit is not (null or 0))
        {
            throw RefusedException.Row(RefusalCodes.BadAmount, Place.AtLine(record.Line, debitAt + 1),
                "The row has both a debit and a credit.");
        }

        return debit is not (null or 0)
            ? (_signs.DebitsAreNegative ? Math.Abs(debit.Value) : debit.Value, RowDirection.Debit)
            : (credit ?? debit) is { } value ? (value, RowDirection.Credit)
            : _header.Has(ColumnRole.Amount) ? Single(record, _header.Of(ColumnRole.Amount)) : null;
    }

    private (decimal Value, RowDirection? Direction)? Single(CsvRecord record, int at)
    {
        if (Money(record, at) is not { } value)
        {
            return null;
        }

        if (_signs.Direction < 0)
        {
            return (_signs.PositiveIsDebit ? -value : value, null);
        }

        // A sign that repeats the direction changes nothing: "-12.00, DEBIT".
        return DirectionWords.Of(record.Cell(_signs.Direction)) is { } direction ? (Math.Abs(value), direction)
            : value < 0 ? (value, null)
            : throw RefusedException.Row(
                RefusalCodes.BadDirection, Place.AtLine(record.Line, _signs.Direction + 1));
    }

    private decimal? Money(CsvRecord record, int at)
    {
        var cell = record.Cell(at);
        return string.IsNullOrWhiteSpace(cell) || cell.Trim() is "-" or "--" or "–" ? null
            : AmountText.Read(cell, _style.Amounts)?.Value
                ?? (Day(record) is null ? null : throw RefusedException.Row(
                    RefusalCodes.BadAmount, Place.AtLine(record.Line, at + 1)));
    }

    private decimal? Balance(CsvRecord record)
    {
        var at = _header.Of(ColumnRole.Balance);
        if (at < 0 || Money(record, at) is not { } balance)
        {
            return null;
        }

        var sign = _header.Of(ColumnRole.BalanceDirection);
        return sign >= 0 && DirectionWords.Of(record.Cell(sign)) == RowDirection.Debit ? -Math.Abs(balance) : balance;
    }

    private (DateOnly Day, RowTime? At)? Day(CsvRecord record)
    {
        var cell = record.Cell(_day).Trim();
        if (ClockText.ReadIso(cell) is { } iso)
        {
            return iso.At is null ? (iso.Day, Clock(record, iso.Day)) : iso;
        }

        return DayPattern.Read(cell, _style.Days) is not { } read ? null
            : read.After.Length == 0 ? (read.Day, Clock(record, read.Day))
            : ClockText.Read(read.After) is { } time ? (read.Day, new RowTime(read.Day.ToDateTime(time), null)) : null;
    }

    private RowTime? Clock(CsvRecord record, DateOnly day) => First(record, ColumnRole.Time) is { } text
        && ClockText.Read(text) is { } time ? new RowTime(day.ToDateTime(time), null) : null;

    private AccountBuilder Account(CsvRecord? record, Place place) => _file.Account(
        (record is null ? null : First(record, ColumnRole.Account)) ?? _preamble.Account, AccountScheme.Number,
        _style.Currency ?? (record is null ? null : First(record, ColumnRole.Currency) is { } code
            ? Currencies.OfMark(code.ToUpperInvariant()) ?? code : null), place);

    // A total or a balance in a line of its own, wherever in the columns of amounts it stands.
    private bool IsNoRow(CsvRecord record)
    {
        var (opening, closing) = (Array.Exists(record.Cells, BalanceWords.IsOpening),
            Array.Exists(record.Cells, BalanceWords.IsClosing));
        var amounts = record.Cells.Select(cell => AmountText.Read(cell, _style.Amounts)?.Value)
            .Where(static amount => amount is not null).ToList();
        if (amounts.Count == 0 || !(opening || closing || Array.Exists(record.Cells, BalanceWords.IsTotal)))
        {
            return false;
        }

        if ((opening || closing) && Section is { } section)
        {
            var balance = section.Account.Balance(amounts[^1]!.Value, null, Place.AtLine(record.Line));
            section.Opening ??= opening ? balance : null;
            section.Closing ??= closing ? balance : null;
        }

        return true;
    }

    private StatementBalance? Stated(AccountBuilder account, string? text, int line) => text is not null
        && AmountText.Read(text, _style.Amounts) is { } amount
            ? account.Balance(amount.Value, null, Place.AtLine(line)) : null;

    private string? First(CsvRecord record, ColumnRole role) => _header.All(role)
        .Select(at => record.Cell(at).Trim()).FirstOrDefault(static cell => cell.Length > 0);

    private string? Joined(CsvRecord record, ColumnRole role)
    {
        var texts = _header.All(role).Select(at => record.Cell(at).Trim()).Where(static cell => cell.Length > 0);
        var joined = string.Join(' ', texts);
        return joined.Length > 0 ? joined : null;
    }
}
