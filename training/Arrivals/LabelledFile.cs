using System.Globalization;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Arrivals;

/// <summary>A transaction as it came in, with what became known of it later.</summary>
/// <param name="Account">Number of the account in its file, from 0.</param>
/// <param name="Segment">What reports are split by; empty where nothing is stated.</param>
/// <param name="LabelledAt">When the label came in, milliseconds since 1970; null where only a delay is known.</param>
internal sealed record LabelledTransaction(
    Transaction Transaction, int Account, bool Fraud, string Segment, long? LabelledAt = null)
{
    private const long DayMs = 86_400_000;

    /// <summary>From when on its label is known.</summary>
    public long KnownAt(TimeSpan delay) => KnownAt(Transaction.At, LabelledAt, delay);

    /// <summary>The day, since 1970, on which its label is known.</summary>
    public int KnownDay(int delayDays) => DayOf(KnownAt(TimeSpan.FromDays(delayDays)));

    /// <summary>Days since 1970, UTC.</summary>
    public int Day => DayOf(Transaction.At);

    public static int DayOf(long at) => (int)(at / DayMs);

    public static long KnownAt(long at, long? labelledAt, TimeSpan delay) =>
        labelledAt ?? (at + (long)delay.TotalMilliseconds);
}

/// <summary>
/// Transactions in the order in which they arrived: <c>account, id, at, direction, amount, currency</c> and, where they
/// are known, <c>counterparty, category, channel, country, device, mcc, balance, label, labelled_at, segment</c>. The
/// label is fraud, genuine or empty; empty is what nobody complained of.
/// </summary>
internal static class LabelledFile
{
    public static Task<IReadOnlyList<LabelledTransaction>> Read(string file)
    {
        var known = new KnownRows();
        return CsvTable.Read(file, row => Read(row, known));
    }

    /// <summary>One after the other; what was read is kept by nobody here.</summary>
    public static IEnumerable<LabelledTransaction> Stream(string file)
    {
        var known = new KnownRows();
        return CsvTable.Stream(
            file, row => Read(row, known), static share => Progress.Shown.At("Measuring transactions", share));
    }

    private static LabelledTransaction Read(CsvRow row, KnownRows known)
    {
        var account = known.Account(row.Text("account"));
        var transaction = Stated(row, known);
        var item = new LabelledTransaction(
            transaction, account, IsFraud(row), known.Shared(row.Find("segment")) ?? "", LabelledAt(row, transaction));
        known.MustBeNew(row, account);
        return item;
    }

    private static Transaction Stated(CsvRow row, KnownRows texts)
    {
        var currency = Currency.TryParse(row.Text("currency"), out var known)
            ? known
            : throw row.Wrong("currency", "is no ISO 4217 code");
        return new Transaction
        {
            Id = row.Text("id"),
            At = Moment(row, "at"),
            AmountMinor = Minor(row.Decimal("amount"), currency, row, "amount"),
            Currency = currency,
            Direction = row.Text("direction") switch
            {
                "debit" => Direction.Debit,
                "credit" => Direction.Credit,
                _ => throw row.Wrong("direction", "is neither debit nor credit"),
            },
            Counterparty = texts.Shared(row.Find("counterparty")),
            Category = texts.Shared(row.Find("category")),
            Channel = texts.Shared(row.Find("channel")),
            Country = texts.Shared(row.Find("country")),
            Device = row.Find("device"),
            Mcc = (int)(row.FindDecimal("mcc") ?? 0),
            BalanceMinor = row.FindDecimal("balance") is { } balance ? Minor(balance, currency, row, "balance") : null,
        };
    }

    private static long? LabelledAt(CsvRow row, Transaction transaction)
    {
        if (row.Find("labelled_at") is null)
        {
            return null;
        }

        var at = Moment(row, "labelled_at");
        return row.Find("label") is null ? throw row.Wrong("labelled_at", "is of a label that is not there")
            : at < transaction.At ? throw row.Wrong("labelled_at", "is before the transaction")
            : at;
    }

    private static long Moment(CsvRow row, string column) =>
        DateTimeOffset.TryParse(row.Text(column), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at.ToUnixTimeMilliseconds()
            : throw row.Wrong(column, "is no time such as 2018-04-01T00:00:31Z");

    private static long Minor(decimal amount, Currency currency, CsvRow row, string column)
    {
        var scale = currency.Decimals switch { 0 => 1m, 2 => 100m, 3 => 1_000m, _ => 10_000m };
        return Math.Abs(amount) <= Core.Limits.AmountMax / scale
            ? (long)Math.Round(amount * scale)
            : throw row.Wrong(column, "is greater than an amount may be");
    }

    private static bool IsFraud(CsvRow row) => row.Find("label") switch
    {
        "fraud" => true,
        null or "genuine" => false,
        _ => throw row.Wrong("label", "is neither fraud nor genuine nor empty"),
    };
}
