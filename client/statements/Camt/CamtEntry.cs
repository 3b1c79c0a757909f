using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;
using OrleansRisk.Statements.Xml;

namespace OrleansRisk.Statements.Camt;

/// <summary>
/// One entry: a booking of the account. A batch stays one row, because the balance moved once; its payments are in
/// its details.
/// </summary>
internal static class CamtEntry
{
    /// <summary>How far the entry has come; null if it only informs, and no money moved.</summary>
    public static RowStatus? Status(XmlElement entry) =>
        (entry.TextOf("Sts", "Cd") ?? entry.TextOf("Sts", "Prtry") ?? entry.TextOf("Sts")) switch
        {
            null or "BOOK" or "BOOKED" => RowStatus.Booked,
            "PDNG" or "FUTR" or "PENDING" => RowStatus.Pending,
            "INFO" => null,
            _ => throw RefusedException.Row(RefusalCodes.MissingField, entry.Place, "The entry's status is unknown."),
        };

    public static RowDraft Draft(XmlElement entry, RowStatus status)
    {
        var amount = entry.Find("Amt")
            ?? throw RefusedException.Row(RefusalCodes.MissingField, entry.Place, "The entry has no amount.");
        var direction = entry.TextOf("CdtDbtInd") switch
        {
            "CRDT" => RowDirection.Credit,
            "DBIT" => RowDirection.Debit,
            _ => throw RefusedException.Row(RefusalCodes.BadDirection, Place.AtPath(entry.Path + "/CdtDbtInd")),
        };
        var details = entry.All("NtryDtls").SelectMany(static each => each.All("TxDtls")).ToList();
        var only = details.Count == 1 ? details[0] : null;
        var party = only is null ? default : Counterparty(only, direction);
        return new RowDraft
        {
            Id = Provided(entry.TextOf("AcctSvcrRef") ?? only?.TextOf("Refs", "AcctSvcrRef")),
            Status = status,
            Day = Day(entry.Find("BookgDt")) ?? Day(entry.Find("ValDt")),
            ValueDay = Day(entry.Find("ValDt")),
            At = Time(entry.Find("BookgDt")),
            Amount = PlainAmount.Read(amount.Text, amount.Place),
            Direction = direction,
            Text = Text(entry, details),
            Counterparty = party.Name,
            CounterpartyAccount = party.Account,
            Reference = Provided(only?.TextOf("Refs", "EndToEndId")) ?? Provided(entry.TextOf("NtryRef")),
            Code = Code(entry.Find("BkTxCd") ?? only?.Find("BkTxCd")),
            Mcc = entry.TextOf("CardTx", "POI", "MrchntCtgyCd") ?? only?.TextOf("CardTx", "POI", "MrchntCtgyCd"),
            IsReversal = entry.TextOf("RvslInd") is "true" or "1",
        }.With(only?.Find("AmtDtls") ?? entry.Find("AmtDtls"));
    }

    /// <summary>A choice of a day or a time; null if it holds neither.</summary>
    public static DateOnly? Day(XmlElement? choice)
    {
        if (choice is null)
        {
            return null;
        }

        var text = choice.TextOf("Dt") ?? choice.TextOf("DtTm") ?? choice.Text.Trim();
        return text.Length == 0 ? null : ClockText.ReadIso(text)?.Day
            ?? throw RefusedException.Row(RefusalCodes.BadDate, choice.Place);
    }

    private static RowTime? Time(XmlElement? choice) =>
        (choice?.TextOf("DtTm") ?? choice?.TextOf("Dt")) is { } text ? ClockText.ReadIso(text)?.At : null;

    private static RowDraft With(this RowDraft draft, XmlElement? amounts)
    {
        if (amounts?.Find("InstdAmt") is { } instructed && instructed.Find("Amt") is { } amount
            && decimal.TryParse(amount.Text, System.Globalization.CultureInfo.InvariantCulture, out var value))
        {
            draft.OriginalAmount = value;
            draft.OriginalCurrency = amount.Attribute("Ccy");
            draft.Rate = instructed.TextOf("CcyXchg", "XchgRate") ?? amounts.TextOf("TxAmt", "CcyXchg", "XchgRate");
        }

        return draft;
    }

    private static string? Provided(string? reference) => reference is null or "NOTPROVIDED" or "NONREF" or "NONE"
        || reference.Trim('0', ' ', '-').Length == 0 ? null : reference;

    private static (string? Name, string? Account) Counterparty(XmlElement details, RowDirection direction)
    {
        var parties = details.Find("RltdPties");
        var (first, second) = direction == RowDirection.Credit ? ("Dbtr", "Cdtr") : ("Cdtr", "Dbtr");
        var name = Name(parties, first) ?? Name(parties, "Ultmt" + first);
        var account = Account(parties, first);
        // Of a returned payment the parties are those of the payment: the other side is on the other side.
        return name is null && account is null && details.Find("RtrInf") is not null
            ? (Name(parties, second), Account(parties, second)) : (name, account);
    }

    private static string? Name(XmlElement? parties, string role) =>
        parties?.TextOf(role, "Nm") ?? parties?.TextOf(role, "Pty", "Nm")
            ?? parties?.TextOf(role, "Agt", "FinInstnId", "Nm");

    private static string? Account(XmlElement? parties, string role) => parties?.TextOf(role + "Acct", "Id", "IBAN")
        ?? parties?.TextOf(role + "Acct", "Id", "Othr", "Id");

    private static string? Text(XmlElement entry, List<XmlElement> details)
    {
        // A batch's text is the entry's own; the first of its payments speaks for none of the others.
        if (details.Count > 1 && entry.TextOf("AddtlNtryInf") is { } own)
        {
            return own;
        }

        var lines = details.Take(1).SelectMany(static each => Remittance(each.Find("RmtInf")));
        var text = string.Join(' ', lines.Distinct());
        return text.Length > 0 ? text
            : details.Select(static each => each.TextOf("AddtlTxInf")).FirstOrDefault(static info => info is not null)
                ?? entry.TextOf("AddtlNtryInf");
    }

    private static IEnumerable<string> Remittance(XmlElement? information)
    {
        foreach (var part in information?.Children ?? [])
        {
            var text = part.Name switch
            {
                "Ustrd" => part.Text.Trim(),
                "Strd" => part.TextOf("CdtrRefInf", "Ref") ?? part.TextOf("AddtlRmtInf")
                    ?? part.TextOf("CdtrRefInf", "CdtrRef"),
                _ => null,
            };
            if (!string.IsNullOrEmpty(text))
            {
                yield return text;
            }
        }
    }

    private static string? Code(XmlElement? code) => code?.Find("Domn") is { } domain
        ? string.Join('-', new[]
        {
            domain.TextOf("Cd"), domain.TextOf("Fmly", "Cd"), domain.TextOf("Fmly", "SubFmlyCd"),
        }.Where(static part => part is not null))
        : code?.TextOf("Prtry", "Cd");
}
