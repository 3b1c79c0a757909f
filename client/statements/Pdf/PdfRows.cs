using System.Text.RegularExpressions;
using OrleansRisk.Statements.Columns;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Pdf;

/// <summary>Reads the lines below a header: rows, lines of text that belong to a row, balances.</summary>
internal sealed partial class PdfRows(
    PdfTemplate template, PdfFacts facts, DayOrder order, AccountBuilder account, StatementBuilder file)
{
    private static readonly AmountStyle Style = new('.', ',', false);

    private readonly DayOrder _order = order;
    private (RowDraft Draft, Place Place)? _waiting;
    private DateOnly? _day;
    private decimal? _balance;
    private PdfLine? _last;

    /// <summary>Reads one line of the table.</summary>
    public void See(PdfLine line, PdfColumns columns)
    {
        if (template.Skipped.Any(skipped => line.Text.StartsWith(skipped, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        var (day, rest) = Day(line, columns);
        var cells = Cells(line, rest, columns);
        if (IsBalance(cells, line, day))
        {
            return;
        }

        if (cells.Money.Count == 0 || !cells.Money.Exists(static money => money.Role != ColumnRole.Balance))
        {
            Continue(line, cells, day, columns);
            return;
        }

        Finish();
        if ((day ?? _day) is not { } known)
        {
            return;
        }

        _day = known;
        var place = line.Place;
        _waiting = (Draft(cells, known, place), place);
        (_balance, _last) = (_waiting.Value.Draft.BalanceAfter
            ?? (_balance is { } before ? before + Signed(_waiting.Value.Draft) : null), line);
    }

    /// <summary>Takes the row that waited for more lines of its text.</summary>
    public void Finish()
    {
        if (_waiting is { } waiting)
        {
            _waiting = null;
            // What is wrong with it is no fault of the line that is being read.
            file.Try(() => account.Add(waiting.Draft, waiting.Place), account.Current);
        }
    }

    [GeneratedRegex(@"^[(+-]?(?:RM|MYR|S?\$)?[+-]?(?:\d{1,3}(?:,\d{3})+|\d*)\.\d{2}\)?(?:CR|DR|[+-])?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AmountWord();

    private RowDraft Draft(PdfCells cells, DateOnly day, Place place)
    {
        var balance = cells.Of(ColumnRole.Balance)?.Value;
        var (amount, direction) = cells switch
        {
            _ when cells.Of(ColumnRole.Debit) is { } debit => (Math.Abs(debit.Value), RowDirection.Debit),
            _ when cells.Of(ColumnRole.Credit) is { } credit => (Math.Abs(credit.Value), RowDirection.Credit),
            _ => Single(cells.Of(ColumnRole.Amount)
                ?? throw RefusedException.Row(RefusalCodes.BadAmount, place), balance, place),
        };
        return new RowDraft
        {
            Day = day,
            Amount = amount,
            Direction = direction,
            Text = cells.Text.Length > 0 ? cells.Text : null,
            BalanceAfter = balance,
        };
    }

    private (decimal Amount, RowDirection Direction) Single(AmountText amount, decimal? balance, Place place)
    {
        var value = Math.Abs(amount.Value);
        if (template.UnsignedIsDebit && (amount.Signed || balance is null))
        {
            // On a card's paper what is marked, by brackets, a minus or CR, is paid back.
            return (value, amount.Signed ? RowDirection.Credit : RowDirection.Debit);
        }

        if (amount.Signed)
        {
            return (value, amount.Value < 0 ? RowDirection.Debit : RowDirection.Credit);
        }

        // Without a sign, the balance shows where the money went.
        return balance is { } after && _balance is { } before && (before - value == after || before + value == after)
            ? (value, before - value == after ? RowDirection.Debit : RowDirection.Credit)
            : throw RefusedException.Row(RefusalCodes.NoDirection, place);
    }

    private static decimal Signed(RowDraft draft) =>
        draft.Direction == RowDirection.Debit ? -draft.Amount : draft.Amount;

    private bool IsBalance(PdfCells cells, PdfLine line, DateOnly? day)
    {
        var text = cells.Text;
        var value = cells.Of(ColumnRole.Balance) ?? (cells.Money.Count > 0 ? cells.Money[^1].Amount : null);
        if (value is not { } balance || !(BalanceWords.IsOpening(text) || BalanceWords.IsClosing(text)))
        {
            if (BalanceWords.IsTotal(text))
            {
                Finish();
                return true;
            }

            return false;
        }

        Finish();
        var section = account.Current;
        if (BalanceWords.IsOpening(text))
        {
            // Each page may bring the balance forward; the first one is the statement's.
            section.Opening ??= section.Rows.Count == 0 ? account.Balance(balance.Value, day, line.Place) : null;
            _balance ??= balance.Value;
        }
        else
        {
            section.Closing = account.Balance(balance.Value, day, line.Place);
        }

        return true;
    }

    // A line of text alone belongs to the row above it, if it stands in the text's column and close below.
    private void Continue(PdfLine line, PdfCells cells, DateOnly? day, PdfColumns columns)
    {
        var inside = line.Words.All(word => word.Left > columns.TextLeft - 12 && word.Left < columns.MoneyLeft);
        if (_waiting is { } waiting && _last is { } last && day is null && cells.Money.Count == 0 && inside
            && (last.Page != line.Page || last.Height - line.Height < 30))
        {
            waiting.Draft.Text = $"{waiting.Draft.Text} {cells.Text}".Trim();
            _last = line;
        }
        else if (_waiting is null && day is not null && cells.Text.Length > 0)
        {
            _day = day;
        }
        else if (!inside)
        {
            Finish();
        }
    }

    private (DateOnly? Day, int Words) Day(PdfLine line, PdfColumns columns)
    {
        if (Math.Abs(line.Words[0].Left - columns.DayLeft) > 40)
        {
            return (null, 0);
        }

        for (var count = Math.Min(3, line.Words.Count); count > 0; count--)
        {
            var text = string.Join(' ', line.Words.Take(count).Select(static word => word.Text));
            if (DayPattern.Read(text, _order) is { After.Length: 0 } full)
            {
                return (full.Day, count);
            }

            if (facts.End is { } end && DayPattern.Read(text, _order, end.Year) is { After.Length: 0 } part)
            {
                // A day without a year is of the year in which it lies before the statement's end.
                return (part.Day > end.AddDays(7) ? part.Day.AddYears(-1) : part.Day, count);
            }
        }

        return (null, 0);
    }

    private static PdfCells Cells(PdfLine line, int from, PdfColumns columns)
    {
        var (money, texts) = (new List<(ColumnRole Role, AmountText Amount)>(), new List<string>());
        for (var i = from; i < line.Words.Count; i++)
        {
            var word = line.Words[i];
            var written = word.Text;
            // A mark may stand apart from its amount: "12.00 CR".
            var more = i + 1 < line.Words.Count && line.Words[i + 1].Text is "CR" or "DR" or "Cr" or "Dr" or "-" or "+";
            if (word.Right > columns.MoneyLeft - 40 && AmountWord().IsMatch(written)
                && AmountText.Read(more ? $"{written} {line.Words[i + 1].Text}" : written, Style) is { } amount)
            {
                i += more ? 1 : 0;
                if (columns.Of(word) is { } role && PdfColumns.IsMoney(role))
                {
                    money.Add((role, amount));
                }
            }
            else
            {
                texts.Add(written);
            }
        }

        return new PdfCells(money, string.Join(' ', texts));
    }

    /// <summary>A line cut into amounts and text.</summary>
    private sealed record PdfCells(List<(ColumnRole Role, AmountText Amount)> Money, string Text)
    {
        public AmountText? Of(ColumnRole role) => Money.Exists(money => money.Role == role)
            ? Money.Find(money => money.Role == role).Amount : null;
    }
}
