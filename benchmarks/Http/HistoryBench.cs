using System.Globalization;
using System.Text;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>
/// The past of a lender, loaded before it goes live: twelve months of each account, one account after the other, as a
/// file sorted by account gives them.
/// </summary>
internal static class HistoryBench
{
    private const int Months = 12;
    private const int TransactionsAMonth = 10;
    private const int AccountsAtOnce = 400;

    private static readonly DateTimeOffset First = new(2025, 11, 1, 8, 0, 0, TimeSpan.Zero);

    public static Benchmark Benchmark { get; } = new(
        "history", "12 months of 10,000 accounts (or --accounts=N) loaded by mode=history: accounts and years a minute",
        Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        var accounts = options.Accounts ?? options.Scaled(10_000);
        await using var database = await BenchDatabase.Create();
        await using var host = await HostProcess.Start(database, "--region", "h1", "--environment", "history");
        var (minutes, scored, refused) = (0.0, 0L, 0L);
        for (var from = 0; from < accounts; from += AccountsAtOnce)
        {
            var loads = Loads(from, Math.Min(accounts, from + AccountsAtOnce));
            var part = await HttpRound.Send(host, loads, mode: "history");
            minutes += loads.Sum(load => load.Count) / part.Rate / 60;
            scored += part.Scored;
            refused += part.Refused;
        }

        var note = $"{accounts:N0} accounts, {scored:N0} transactions scored, {refused} refused, {minutes:0.00} min";
        report.Figure("accounts loaded with 12 months each", accounts / minutes, "accounts/min", note);
        report.Figure("years of an account loaded", accounts * Months / 12.0 / minutes, "years/min", note);
    }

    private static List<List<byte[]>> Loads(int from, int to) =>
        [.. Enumerable.Range(0, HttpRound.Streams).Select(stream =>
            Enumerable.Range(from, to - from).Where(account => account % HttpRound.Streams == stream)
                .SelectMany(Year).ToList())];

    /// <summary>A year of an account, oldest first, as lines.</summary>
    public static IEnumerable<byte[]> Year(int account)
    {
        var random = new Random(account);
        for (var i = 0; i < Months * TransactionsAMonth; i++)
        {
            var at = First.AddDays(i * 365 / (Months * TransactionsAMonth)).AddSeconds(random.Next(0, 40_000));
            var cents = random.Next(200, 20_000);
            var direction = i % TransactionsAMonth == 0 ? "credit" : "debit";
            yield return Encoding.UTF8.GetBytes(
                $"{{\"id\":\"H{i}-{account}\",\"account\":\"H{account}\"," +
                $"\"at\":\"{at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}\"," +
                $"\"amount\":\"{cents / 100}.{cents % 100:00}\",\"currency\":\"MYR\",\"direction\":\"{direction}\"," +
                $"\"counterparty\":\"Kedai {random.Next(4_000)}\",\"mcc\":\"5411\",\"channel\":\"card\"," +
                "\"country\":\"MY\"}\n");
        }
    }
}
