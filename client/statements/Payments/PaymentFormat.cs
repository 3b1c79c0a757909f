using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;
using OrleansRisk.Statements.Xml;

namespace OrleansRisk.Statements.Payments;

/// <summary>
/// ISO 20022 payments on their way: pain.001 that a customer orders, pacs.008 between banks, and pacs.002, which says
/// what became of them. Each side's account has a row: pending, booked once it is settled, or rejected.
/// </summary>
internal static class PaymentFormat
{
    private const string Order = "CstmrCdtTrfInitn", Transfer = "FIToFICstmrCdtTrf", Report = "FIToFIPmtStsRpt";

    public static bool IsIn(string text) => text.Contains(Order, StringComparison.Ordinal)
        || text.Contains(Transfer, StringComparison.Ordinal) || text.Contains(Report, StringComparison.Ordinal);

    public static Statement Read(string text, StatementBuilder file)
    {
        var reading = new PaymentReading(file);
        XmlElements.Read(text, static name =>
            name is "GrpHdr" or "ReqdExctnDt" or "Dbtr" or "DbtrAcct" or "CdtTrfTxInf" or "TxInfAndSts", reading.See);
        return reading.Format is { } format ? file.Finish(format)
            : throw RefusedException.File(RefusalCodes.Malformed, Place.File, "There is no payment in the XML.");
    }

    /// <summary>One pass over a file.</summary>
    private sealed class PaymentReading(StatementBuilder file)
    {
        private XmlElement? _header;
        private XmlElement? _debtor;
        private XmlElement? _debtorAccount;
        private XmlElement? _day;

        public StatementFormat? Format { get; private set; }

        public void See(XmlElement element)
        {
            switch (element.Name)
            {
                case Order:
                    Format = StatementFormat.Pain001;
                    break;
                case Transfer:
                    Format = StatementFormat.Pacs008;
                    break;
                case Report:
                    Format = StatementFormat.Pacs002;
                    break;
                case "GrpHdr":
                    _header = element;
                    break;
                case "PmtInf":
                    (_debtor, _debtorAccount, _day) = (null, null, null);
                    break;
                case "Dbtr":
                    _debtor = element;
                    break;
                case "DbtrAcct":
                    _debtorAccount = element;
                    break;
                case "ReqdExctnDt":
                    _day = element;
                    break;
                case "CdtTrfTxInf" when Format == StatementFormat.Pain001:
                    file.Row(() => Ordered(element));
                    break;
                case "CdtTrfTxInf":
                    file.Row(() => BothSides(element, element, PaymentStatus.OfTransfer));
                    break;
                case "TxInfAndSts":
                    file.Row(() => Reported(element));
                    break;
            }
        }

        private void Ordered(XmlElement payment)
        {
            var amount = payment.Find("Amt", "InstdAmt") ?? payment.Find("Amt", "EqvtAmt", "Amt");
            Add(payment, new Side(_debtorAccount, payment.Find("Cdtr"), payment.Find("CdtrAcct"), RowDirection.Debit),
                amount, PaymentId(payment.Find("PmtId"), ""), RowStatus.Pending, Day(_day));
        }

        private void Reported(XmlElement report)
        {
            var status = PaymentStatus.Of(report.TextOf("TxSts") ?? _header?.TextOf("GrpSts"), report.Place);
            BothSides(report, report.Find("OrgnlTxRef") ?? throw RefusedException.Row(RefusalCodes.MissingField,
                report.Place, "The report does not repeat the payment (OrgnlTxRef), so it names no account."), status);
        }

        private void BothSides(XmlElement payment, XmlElement reference, RowStatus status)
        {
            var amount = reference.Find("IntrBkSttlmAmt") ?? reference.Find("Amt", "InstdAmt");
            var day = Day(reference.Find("IntrBkSttlmDt")) ?? Day(_header?.Find("IntrBkSttlmDt"))
                ?? Day(reference.Find("ReqdExctnDt"));
            var id = payment == reference ? PaymentId(payment.Find("PmtId"), "") : PaymentId(payment, "Orgnl");
            var (debtor, creditor) = (reference.Find("DbtrAcct"), reference.Find("CdtrAcct"));
            if (debtor is not null)
            {
                Add(payment, new Side(debtor, Named(reference, "Cdtr"), creditor, RowDirection.Debit), amount, id,
                    status, day);
            }

            if (creditor is not null)
            {
                Add(payment, new Side(creditor, Named(reference, "Dbtr"), debtor, RowDirection.Credit), amount, id,
                    status, day);
            }

            if (debtor is null && creditor is null)
            {
                throw RefusedException.Row(RefusalCodes.MissingField, payment.Place, "The payment names no account.");
            }
        }

        private void Add(
            XmlElement payment, Side side, XmlElement? amount, string? id, RowStatus status, DateOnly? day)
        {
            if (amount is null)
            {
                throw RefusedException.Row(RefusalCodes.MissingField, payment.Place, "The payment has no amount.");
            }

            var (account, scheme) = Id(side.Own);
            var remittance = payment.Find("RmtInf") ?? payment.Find("OrgnlTxRef", "RmtInf");
            var made = _header?.TextOf("CreDtTm") is { } text ? ClockText.ReadIso(text) : null;
            file.Account(account, scheme, amount.Attribute("Ccy"), payment.Place).Current.Add(new RowDraft
            {
                Id = id,
                Status = status,
                Day = day ?? made?.Day,
                At = (payment.TextOf("AccptncDtTm") is { } at ? ClockText.ReadIso(at) : made)?.At,
                Amount = PlainAmount.Read(amount.Text, amount.Place),
                Direction = side.Direction,
                Text = remittance?.TextOf("Ustrd") ?? remittance?.TextOf("Strd", "CdtrRefInf", "Ref"),
                Counterparty = side.Other?.TextOf("Nm") ?? side.Other?.TextOf("Pty", "Nm"),
                CounterpartyAccount = Id(side.OtherAccount).Id,
                Reference = Provided(payment.TextOf("PmtId", "EndToEndId") ?? payment.TextOf("OrgnlEndToEndId")),
                Code = payment.TextOf("StsRsnInf", "Rsn", "Cd") ?? payment.TextOf("Purp", "Cd")
                    ?? payment.TextOf("PmtTpInf", "CtgyPurp", "Cd"),
                Channel = "transfer",
            }, payment.Place);
        }

        private XmlElement? Named(XmlElement reference, string role) =>
            reference.Find(role) ?? (role == "Dbtr" ? _debtor : null);

        // The same in the report as in the payment, so that a row goes on under its id.
        private static string? PaymentId(XmlElement? ids, string before) =>
            Provided(ids?.TextOf(before + "TxId")) ?? Provided(ids?.TextOf(before + "UETR"))
            ?? Provided(ids?.TextOf(before + "InstrId")) ?? Provided(ids?.TextOf(before + "EndToEndId"));

        private static string? Provided(string? reference) => reference is null or "NOTPROVIDED" ? null : reference;

        private static DateOnly? Day(XmlElement? choice)
        {
            if (choice is null)
            {
                return null;
            }

            var text = choice.TextOf("Dt") ?? choice.TextOf("DtTm") ?? choice.Text.Trim();
            return ClockText.ReadIso(text)?.Day ?? throw RefusedException.Row(RefusalCodes.BadDate, choice.Place);
        }

        private static (string? Id, AccountScheme Scheme) Id(XmlElement? account) =>
            account?.TextOf("Id", "IBAN") is { } iban ? (iban, AccountScheme.Iban)
            : (account?.TextOf("Id", "Othr", "Id") ?? account?.TextOf("Prxy", "Id"), AccountScheme.Number);
    }

    /// <summary>One account of a payment, and who is on the other side.</summary>
    private sealed record Side(
        XmlElement? Own, XmlElement? Other, XmlElement? OtherAccount, RowDirection Direction);
}
