using System.Globalization;
using System.Text.RegularExpressions;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Ofx;

/// <summary>OFX 1 (SGML) and 2 (XML), also as QFX: bank, card and cash accounts.</summary>
internal static partial class OfxFormat
{
    public static bool IsIn(string text) => Start(text) >= 0 && (text.AsSpan().TrimStart().StartsWith("OFXHEADER",
        StringComparison.OrdinalIgnoreCase) || text.AsSpan().TrimStart().StartsWith("<"));

    public static Statement Read(string text, StatementBuilder file)
    {
        if (text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase))
        {
            throw RefusedException.File(RefusalCodes.DocumentType, Place.AtLine(1));
        }

        if (!text.Contains("</OFX", StringComparison.OrdinalIgnoreCase))
        {
            throw RefusedException.File(RefusalCodes.Truncated, Place.File, "The file does not close <OFX>.");
        }

        var rows = new List<(OfxElement Row, RowStatus Status)>();
        string? bank = null;
        OfxElement.Read(text, Start(text), (element, open) =>
        {
            switch (element.Name)
            {
                case "FI":
                    bank = element.Text("ORG") ?? bank;
                    break;
                case "STMTTRN" or "STMTTRNP":
                    rows.Add((element, element.Name == "STMTTRNP" ? RowStatus.Pending : RowStatus.Booked));
                    if (rows.Count > Limits.RowsMax)
                    {
                        throw RefusedException.File(RefusalCodes.TooManyRows, element.Place);
                    }

                    break;
                case "STMTRS" or "CCSTMTRS" or "INVSTMTRS":
                    file.Row(() => Account(element, rows, bank, file));
                    rows.Clear();
                    break;
            }
        });
        return file.Finish(StatementFormat.Ofx, Version(text));
    }

    [GeneratedRegex("<OFX>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Root();

    [GeneratedRegex(@"\bVERSION[:=]\s*""?(\d{3})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StatedVersion();

    [GeneratedRegex(@"^(?<day>\d{8})(?<time>\d{6})?(?:\.\d+)?\s*"
        + @"(?:\[(?<zone>[+-]?\d{1,2}(?:\.\d{1,2})?)(?::[^\]]*)?\])?",
        RegexOptions.CultureInvariant)]
    private static partial Regex DateParts();

    private static int Start(string text) => Root().Match(text) is { Success: true } root ? root.Index : -1;

    private static string? Version(string text) =>
        StatedVersion().Match(text, 0, Math.Min(text.Length, 1_000)) is { Success: true } match
            ? "ofx " + match.Groups[1].Value : null;

    private static void Account(
        OfxElement statement, List<(OfxElement Row, RowStatus Status)> rows, string? bank, StatementBuilder file)
    {
        var from = statement.Find("BANKACCTFROM") ?? statement.Find("CCACCTFROM") ?? statement.Find("INVACCTFROM");
        var account = file.Account(
            from?.Text("ACCTID"), AccountScheme.Number, statement.Text("CURDEF"), statement.Place);
        account.Bank = bank;
        var section = account.Section(statement.Place);
        file.Row(() => section.Closing = Balance(account, statement.Find("LEDGERBAL")));
        file.Row(() => account.Available = Balance(account, statement.Find("AVAILBAL")));
        foreach (var (row, status) in rows)
        {
            file.Row(() => Add(row, status, section, account, file), section);
        }
    }

    private static void Add(
        OfxElement row, RowStatus status, StatementSection section, AccountBuilder account, StatementBuilder file)
    {
        var own = row.Find("CURRENCY")?.Text("CURSYM");
        var target = own is null || own == account.Currency ? section
            : file.Account(account.Id, AccountScheme.Number, own, row.Place).Current;
        var (day, at) = Time(row.Text("DTPOSTED") ?? row.Text("DTTRAN") ?? row.Text("DTUSER"), row.Place);
        var amount = Amount(row.Text("TRNAMT"), row.Place);
        if (row.Text("CORRECTACTION") == "DELETE")
        {
            target.Add(new RowDraft { Id = row.Text("CORRECTFITID"), Status = RowStatus.Removed }, row.Place);
            return;
        }

        var name = row.Text("NAME") ?? row.Find("PAYEE")?.Text("NAME");
        var memo = row.Text("MEMO");
        target.Add(new RowDraft
        {
            Id = row.Text("CORRECTACTION") == "REPLACE" ? row.Text("CORRECTFITID") : row.Text("FITID"),
            IsModified = row.Text("CORRECTACTION") == "REPLACE",
            Status = status,
            Day = day,
            At = at,
            ValueDay = row.Text("DTAVAIL") is { } value ? Time(value, row.Place).Day : null,
            Amount = amount,
            Text = memo is null || memo == name ? name : name is null ? memo : $"{name} {memo}",
            Counterparty = row.Find("PAYEE")?.Text("NAME"),
            CounterpartyAccount = (row.Find("BANKACCTTO") ?? row.Find("CCACCTTO"))?.Text("ACCTID"),
            Reference = row.Text("REFNUM") ?? row.Text("CHECKNUM"),
            Code = row.Text("TRNTYPE"),
            Mcc = row.Text("SIC"),
            OriginalCurrency = row.Find("ORIGCURRENCY")?.Text("CURSYM"),
            Rate = row.Find("ORIGCURRENCY")?.Text("CURRATE"),
        }, row.Place);
    }

    private static StatementBalance? Balance(AccountBuilder account, OfxElement? balance) =>
        balance?.Text("BALAMT") is not { } amount ? null : account.Balance(Amount(amount, balance.Place),
            balance.Text("DTASOF") is { } day ? Time(day, balance.Place).Day : null, balance.Place);

    // The standard lets a comma be the decimal mark, and has no mark for thousands; some banks have one.
    private static decimal Amount(string? text, Place place)
    {
        if (text is null)
        {
            throw RefusedException.Row(RefusalCodes.MissingField, place, "The row has no amount.");
        }

        var style = text.LastIndexOf(',') > text.LastIndexOf('.') ? new AmountStyle(',', '.', false)
            : new AmountStyle('.', ',', false);
        return AmountText.Read(text, style)?.Value ?? throw RefusedException.Row(RefusalCodes.BadAmount, place);
    }

    private static (DateOnly? Day, RowTime? At) Time(string? text, Place place)
    {
        var match = DateParts().Match(text?.Trim() ?? "");
        if (!match.Success || !DateOnly.TryParseExact(match.Groups["day"].Value, "yyyyMMdd",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw RefusedException.Row(text is null ? RefusalCodes.MissingField : RefusalCodes.BadDate, place);
        }

        if (!TimeOnly.TryParseExact(match.Groups["time"].Value, "HHmmss", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var time))
        {
            return (day, null);
        }

        TimeSpan? offset = decimal.TryParse(match.Groups["zone"].Value, CultureInfo.InvariantCulture, out var hours)
            && Math.Abs(hours) <= 14 ? TimeSpan.FromMinutes((int)(hours * 60)) : null;
        return (day, new RowTime(day.ToDateTime(time), offset));
    }
}
