using System.Diagnostics;
using System.Globalization;
using System.Text;
using OrleansRisk.Client;
using OrleansRisk.Contract.Loads;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>
/// Files loaded as drafts: five years of one account, newest first; and a year of many accounts, its commit beside
/// streams of history of the same lines.
/// </summary>
internal static class LoadsBench
{
    private const int RowsOfOne = 10_000, DaysOfOne = 5 * 365, AccountsOfALoad = 1_500, Warming = 300;

    public static Benchmark Benchmark { get; } = new(
        "loads", "5 years of one account newest first, 10,000 accounts of a year (or --accounts=N): check and commit",
        Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        await using var database = await BenchDatabase.Create();
        await using var host = await HostProcess.Start(
            database, "--region", "l1", "--environment", "loads", "--memorymegabytes", "64");
        using var client = RiskClient.Connect(host.Http2Url, host.Key);
        await Load(client, Lines(-Warming, 0));
        await One(report, client);
        await Many(report, host, client, options.Accounts ?? options.Scaled(10_000));
    }

    private static async Task One(Report report, RiskClient client)
    {
        var began = Stopwatch.GetTimestamp();
        var draft = await client.Loads.CreateAsync(
            [new LoadUpload("five-years.csv", Statement())], new LoadOptions { Account = "ONE", Currency = "MYR" });
        var check = Stopwatch.GetElapsedTime(began);
        var done = await client.Loads.CommitAsync(draft.Load);
        var whole = Stopwatch.GetElapsedTime(began);
        Expect(done, RowsOfOne);
        report.Figure("one account: check", check.TotalSeconds, "s");
        report.AtMost("one account, 10,000 rows newest first: committed in", whole.TotalSeconds, "s", 10);
    }

    private static async Task Many(Report report, HostProcess host, RiskClient client, int accounts)
    {
        var (check, commit, rows, memory) = (TimeSpan.Zero, TimeSpan.Zero, 0, new List<long>());
        for (var from = 0; from < accounts; from += AccountsOfALoad)
        {
            var lines = Lines(from, Math.Min(accounts, from + AccountsOfALoad));
            var (checking, committing, taken) = await Load(client, lines);
            (check, commit, rows) = (check + checking, commit + committing, rows + taken);
            memory.Add(host.ResidentBytes >> 20);
        }

        var tenant = await host.Tenant("streams", 0);
        var streamed = await HttpRound.Send(
            tenant,
            [.. Enumerable.Range(0, HttpRound.Streams).Select(stream => Enumerable.Range(0, Math.Min(accounts, 2_000))
                .Where(account => account % HttpRound.Streams == stream).SelectMany(HistoryBench.Year).ToList())],
            mode: "history");
        var note = $"{accounts:N0} accounts, {rows:N0} rows";
        report.Figure("check", rows / check.TotalSeconds, "rows/s", note);
        report.Figure("commit", rows / commit.TotalSeconds, "rows/s", note);
        report.Figure("streams of history", streamed.Rate, "rows/s");
        report.AtLeast("commit beside streams of history", rows / commit.TotalSeconds / streamed.Rate, "", 0.5);
        report.Figure("resident after the first load", memory[0], "MB");
        report.AtMost("resident after the last load, beside the first", (double)memory[^1] / memory[0], "", 1.5,
            string.Join(' ', memory));
    }

    private static async Task<(TimeSpan Check, TimeSpan Commit, int Rows)> Load(RiskClient client, byte[] lines)
    {
        var began = Stopwatch.GetTimestamp();
        var draft = await client.Loads.CreateAsync([new LoadUpload("lines.ndjson", lines)]);
        var check = Stopwatch.GetElapsedTime(began);
        began = Stopwatch.GetTimestamp();
        Expect(await client.Loads.CommitAsync(draft.Load), draft.Rows.Read);
        return (check, Stopwatch.GetElapsedTime(began), draft.Rows.Taken);
    }

    private static void Expect(LoadBody load, int rows)
    {
        if (load.State != LoadStates.Committed || load.Commit!.RowsDone != rows || load.Commit.Refused > 0)
        {
            throw new InvalidOperationException($"{load.Rows} of {rows} rows; the commit {load.Commit}");
        }
    }

    private static byte[] Lines(int from, int to)
    {
        using var lines = new MemoryStream();
        for (var account = from; account < to; account++)
        {
            foreach (var line in HistoryBench.Year(account))
            {
                lines.Write(line);
            }
        }

        return lines.ToArray();
    }

    /// <summary>As a bank's web page exports it: no ids, the newest row first.</summary>
    private static byte[] Statement()
    {
        var random = new Random(1);
        var (first, balance, rows) = (new DateOnly(2021, 11, 20), 500_000L, new List<string>(RowsOfOne));
        for (var i = 0; i < RowsOfOne; i++)
        {
            var (day, cents) = (first.AddDays(i * DaysOfOne / RowsOfOne), 100 + random.Next(20_000));
            var pays = i % 60 == 0;
            balance += pays ? 400_000 : -cents / 3;
            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{day:yyyy-MM-dd},{(pays ? "SALARY ACME" : $"SHOP {random.Next(200)}")},"
                    + $"{(pays ? "" : Text(cents / 3))},{(pays ? Text(400_000) : "")},{Text(balance)}"));
        }

        rows.Reverse();
        return Encoding.UTF8.GetBytes("Date,Description,Debit,Credit,Balance\n" + string.Join('\n', rows));
    }

    private static string Text(long cents) => (cents / 100m).ToString("F2", CultureInfo.InvariantCulture);
}
