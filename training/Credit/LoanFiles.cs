using OrleansRisk.Core.Transactions;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Credit;

/// <summary>A loan that was asked for, and what became of it where that is known.</summary>
/// <param name="Day">Civil day it was asked for; only what was known then is used.</param>
/// <param name="Bad">Null where it is to be predicted, or is still running.</param>
internal sealed record Loan(
    string Id, string Account, int Day, double AmountMinor, double InstalmentMinor, double Months, double Holders,
    bool? Bad)
{
    /// <summary>Granted and still running: neither good nor bad yet.</summary>
    public bool Running { get; init; }

    /// <summary>The day on which its outcome was last looked at; null where it is not stated.</summary>
    public int? ObservedTo { get; init; }

    /// <summary>How often it counts.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>What reports are split by, never read by a model; empty where nothing is stated.</summary>
    public string Segment { get; init; } = "";
}

/// <summary>
/// The two files that a credit model is trained from. Loans: <c>loan_id, account, as_of, amount, instalment, months,
/// holders, outcome</c> (good, bad, running or empty) and, where they are known, <c>observed_to, weight, segment</c>.
/// Transactions: <c>account, id, date, direction, amount, currency, balance, category, counterparty, channel</c>, each
/// account's in the order they were booked.
/// </summary>
internal static class LoanFiles
{
    public const int UnixEpoch = 719_162;
    private const long DayMs = 86_400_000;

    public static Task<IReadOnlyList<Loan>> Loans(string file, int decimals) => CsvTable.Read(file, row => new Loan(
        row.Text("loan_id"), row.Text("account"), DayOf(row.Date("as_of")), Minor(row, "amount", decimals),
        Minor(row, "instalment", decimals), Number(row, "months"), Number(row, "holders"), Outcome(row))
    {
        Running = row.Find("outcome") == "running",
        ObservedTo = row.Find("observed_to") is null ? null : DayOf(row.Date("observed_to")),
        Weight = row.FindDecimal("weight") is { } weight
            ? weight is > 0 and <= 1_000 ? (double)weight : throw row.Wrong("weight", "is not above 0 and at most 1000")
            : 1,
        Segment = row.Find("segment") ?? "",
    });

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
        null or "running" => null,
        "good" => false,
        "bad" => true,
        _ => throw row.Wrong("outcome", "is neither good nor bad nor running nor empty"),
    };

    private static double Minor(CsvRow row, string column, int decimals) =>
        row.FindDecimal(column) is { } value ? (double)(value * Scale(decimals)) : double.NaN;

    private static double Number(CsvRow row, string column) =>
        row.FindDecimal(column) is { } value ? (double)value : double.NaN;

    public static int DayOf(DateOnly date) => date.DayNumber - UnixEpoch;

    private static decimal Scale(int decimals) => decimals switch { 0 => 1, 2 => 100, 3 => 1_000, _ => 10_000 };
}
