using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;
using OrleansRisk.Statements.Xml;

namespace OrleansRisk.Statements.Camt;

/// <summary>ISO 20022 camt.052, camt.053 and camt.054, versions 1 to 13, also inside an envelope.</summary>
internal static class CamtFormat
{
    private const string Report = "BkToCstmrAcctRpt", Booked = "BkToCstmrStmt", Notice = "BkToCstmrDbtCdtNtfctn";

    /// <summary>Whether an element of that name is one of these messages.</summary>
    public static bool IsIn(string text) => text.Contains(Booked, StringComparison.Ordinal)
        || text.Contains(Report, StringComparison.Ordinal) || text.Contains(Notice, StringComparison.Ordinal);

    public static Statement Read(string text, StatementBuilder file)
    {
        var reading = new CamtReading(file);
        XmlElements.Read(text, static name =>
            name is "Acct" or "Bal" or "TxsSummry" or "Ntry" or "GrpHdr" or "CreDtTm", reading.See);
        reading.Finish();
        return reading.Format is { } format ? file.Finish(format, Version(text))
            : throw RefusedException.File(RefusalCodes.Malformed, Place.File, "There is no camt message in the XML.");
    }

    private static string? Version(string text)
    {
        const string Before = "tech:xsd:";
        var at = text.IndexOf(Before + "camt.", StringComparison.Ordinal);
        var length = at < 0 ? -1 : text.AsSpan(at + Before.Length).IndexOfAny('"', '\'');
        return length is > 0 and < 24 ? text.Substring(at + Before.Length, length) : null;
    }

    /// <summary>One pass over a file.</summary>
    private sealed class CamtReading(StatementBuilder file)
    {
        private readonly Dictionary<string, StatementSection> _sections = new(StringComparer.Ordinal);
        private XmlElement? _account;
        private XmlElement? _statement;
        private CamtTotals? _totals;
        private string? _currency;
        private DateOnly? _made;

        public StatementFormat? Format { get; private set; }

        public void See(XmlElement element)
        {
            switch (element.Name.EndsWith("V01", StringComparison.Ordinal) ? element.Name[..^3] : element.Name)
            {
                case Report:
                    Format = StatementFormat.Camt052;
                    break;
                case Booked:
                    Format = StatementFormat.Camt053;
                    break;
                case Notice:
                    Format = StatementFormat.Camt054;
                    break;
                case "Rpt" or "Stmt" or "Ntfctn":
                    Finish();
                    _statement = element;
                    break;
                case "Acct" when _statement is not null && _account is null:
                    _account = element;
                    break;
                case "CreDtTm" when _statement is not null:
                    _made = ClockText.ReadIso(element.Text)?.Day;
                    break;
                case "Bal" when _statement is not null:
                    Balance(element);
                    break;
                case "TxsSummry" when _statement is not null:
                    _totals = CamtTotals.Of(element);
                    break;
                case "Ntry" when _statement is not null:
                    Entry(element);
                    break;
            }
        }

        /// <summary>Ends the statement that is open.</summary>
        public void Finish()
        {
            if (_totals is { } totals && _sections.Count == 1
                && _sections.Values.First() is { IsIncomplete: false } only)
            {
                totals.Check(file, only);
            }

            _sections.Clear();
            (_account, _statement, _totals, _currency, _made) = (null, null, null, null, null);
        }

        private void Entry(XmlElement entry)
        {
            StatementSection? section = null;
            file.Row(() =>
            {
                var currency = entry.Find("Amt")?.Attribute("Ccy");
                section = Section(currency ?? _account?.TextOf("Ccy"), entry.Place);
                if (CamtEntry.Status(entry) is { } status)
                {
                    section.Add(Dated(CamtEntry.Draft(entry, status), section, entry.Place), entry.Place);
                }
                else
                {
                    file.Find(FindingCodes.NoMoney, section.Account.Id, entry.Place, "The entry is for information.");
                }
            });
        }

        // Notifications of some banks date nothing but themselves.
        private RowDraft Dated(RowDraft draft, StatementSection section, Place place)
        {
            if (draft.Day is null && _made is { } day)
            {
                draft.Day = day;
                file.Find(FindingCodes.DatesAssumed, section.Account.Id, place,
                    "The entry has no day; it was given that of its statement.");
            }

            return draft;
        }

        private void Balance(XmlElement balance)
        {
            var amount = balance.Find("Amt");
            var kind = balance.TextOf("Tp", "CdOrPrtry", "Cd") ?? balance.TextOf("Tp", "CdOrPrtry", "Prtry");
            _currency ??= _account?.TextOf("Ccy") ?? amount?.Attribute("Ccy");
            if (amount is null || kind is null || (amount.Attribute("Ccy") is { } other && other != _currency))
            {
                return;
            }

            file.Row(() =>
            {
                var section = Section(amount.Attribute("Ccy"), balance.Place);
                var value = PlainAmount.Read(amount.Text, amount.Place);
                var signed = balance.TextOf("CdtDbtInd") == "DBIT" ? -value : value;
                var read = section.Account.Balance(signed, CamtEntry.Day(balance.Find("Dt")), amount.Place);
                switch (kind)
                {
                    case "OPBD" or "PRCD":
                        section.Opening ??= read;
                        break;
                    case "CLBD":
                        section.Closing = read;
                        break;
                    case "CLAV" or "ITAV":
                        section.Account.Available = read;
                        break;
                    case "ITBD" when Format == StatementFormat.Camt052:
                        section.Closing = read;
                        break;
                }
            });
        }

        private StatementSection Section(string? currency, Place place)
        {
            currency = StatementBuilder.Currency(currency, place) ?? "";
            if (_sections.TryGetValue(currency, out var known))
            {
                return known;
            }

            var (id, scheme) = Id(_account);
            var account = file.Account(id, scheme, currency, place);
            account.Holder ??= _account?.TextOf("Ownr", "Nm") ?? _account?.TextOf("Ownr", "Pty", "Nm");
            account.Bank ??= _account?.TextOf("Svcr", "FinInstnId", "BICFI")
                ?? _account?.TextOf("Svcr", "FinInstnId", "BIC") ?? _account?.TextOf("Svcr", "FinInstnId", "Nm");
            var section = account.Section(_statement!.Place);
            section.IsInterim = Format != StatementFormat.Camt053;
            return _sections[currency] = section;
        }

        private static (string? Id, AccountScheme Scheme) Id(XmlElement? account) =>
            account?.TextOf("Id", "IBAN") is { } iban ? (iban, AccountScheme.Iban)
            : (account?.TextOf("Id", "Othr", "Id") ?? account?.TextOf("Id", "PrtryAcct", "Id")
                ?? account?.TextOf("Id", "BBAN"), AccountScheme.Number);
    }
}
