using OrleansRisk.Core.Transactions;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Credit;

/// <summary>A loan that was asked for, and what became of it where that is known.</summary>
/// <param name="Day">Civil day it was asked for; only what was known then is used.</param>
internal sealed record Loan(
    string Id, string Account, int Day, double AmountMinor, double InstalmentMinor, double Months, double Holders,
    bool? Bad);

/// <summary>
/// The two files that a credit model is trained from. Loans: <c>loan_id, account, as_of, amount, instalment, months,
/// holders, outcome</c> (good, bad or empty). Transactions: <c>account, id, date, direction, amount, currency, balance,
/// category, counterparty, channel</c>, each account's in the order they were booked.
/// </summary>
internal static class LoanFiles
{
    private const int UnixEpoch = 719_162;
    private const long DayMs = 86_400_000;

    public static Task<IReadOnlyList<Loan>> Loans(string file, int decimals) => CsvTable.Read(file, row => new Loan(
        row.Text("loan_id"), row.Text("account"), DayOf(row.Date("as_of")), Minor(row, "amount", decimals),
        Minor(row, "instalment", decimals), Number(row, "months"), Number(row, "holders"), Outcome(row)));

    public static Task<IReadOnlyList<(string Account, Transaction Transaction)>> Transactions(string file) =>
        CsvTable.Read(file, static row => (row.Text("account"), Read(row)));

    private static Transaction Read(CsvRow row)
    {
        var currency = Currency.TryParse(row.Text("currency"), out var known)
            ? known
            : throw row.Wrong("currency", "is no ISO 4217 code");
        var balance = row.FindDecimal("balance");
        return new Transaction
        {
            Id = row.Text("id"),
            At = DayOf(row.Date("date")) * DayMs,
            DayOnly = true,
            AmountMinor = (long)(row.Decimal("amount") * Scale(currency.Decimals)),
            Currency = currency,
            Direction = row.Text("direction") switch
            {
                "debit" => Direction.Debit,
                "credit" => Direction.Credit,
                _ => throw row.Wrong("direction", "is neither debit nor credit"),
            },
            BalanceMinor = balance is null ? null : (long)(balance * Scale(currency.Decimals)),
            Category = row.Find("category"),
            Counterparty = row.Find("counterparty"),
            Channel = row.Find("channel"),
        };
    }

    private static bool? Outcome(CsvRow row) => row.Find("outcome") switch
    {
        null => null,
        "good" => false,
        "bad" => true,
        _ => throw row.Wrong("outcome", "is neither good nor bad nor empty"),
    };

    private static double Minor(CsvRow row, string column, int decimals) =>
        row.FindDecimal(column) is { } value ? (double)(value * Scale(decimals)) : double.NaN;

    private static double Number(CsvRow row, string column) =>
        row.FindDecimal(column) is { } value ? (double)value : double.NaN;

    private static int DayOf(DateOnly date) => date.DayNumber - UnixEpoch;

    private static decimal Scale(int decimals) => decimals switch { 0 => 1, 2 => 100, 3 => 1_000, _ => 10_000 };
}
