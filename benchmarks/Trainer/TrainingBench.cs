using System.Diagnostics;
using System.Globalization;
using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Benchmarks.Trainer;

/// <summary>
/// What a lender's own machine needs to train on a million transactions: the command as it is run, with the greatest
/// resident set that its process had.
/// </summary>
internal static class TrainingBench
{
    private const double ResidentMax = 1_000;
    private const int Rows = 1_000_000;
    private const int RowsADay = 50_000;
    private const int Accounts = 10_000;
    private static readonly DateOnly First = new(2025, 3, 1);

    public static Benchmark Benchmark { get; } = new(
        "training", "a million transactions to train trees and a scorecard on: memory and time", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        var work = Directory.CreateTempSubdirectory("training-").FullName;
        try
        {
            var (file, days) = (Path.Combine(work, "moves.csv"), options.Scaled(Rows) / RowsADay);
            await File.WriteAllLinesAsync(file, Lines(days + 1));
            foreach (var kind in (string[])["trees", "scorecard"])
            {
                if (options.Wants(kind))
                {
                    Train(report, kind, file, work, days);
                }
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void Train(Report report, string kind, string file, string work, int days)
    {
        var began = Stopwatch.GetTimestamp();
        using var program = Process.Start(
            Programs.Beside("OrleansRisk.Training", "risk-training"),
            [
                kind, "train", file, work, First.ToString("O", CultureInfo.InvariantCulture),
                days.ToString(CultureInfo.InvariantCulture), "1", "0.5 %",
            ]);
        long peak = 0;
        while (!program.WaitForExit(100))
        {
            program.Refresh();
            peak = program.HasExited ? peak : Math.Max(peak, program.WorkingSet64);
        }

        if (program.ExitCode != 0)
        {
            throw new InvalidOperationException($"risk-training ended with {program.ExitCode}");
        }

        var note = $"{days * RowsADay:N0} transactions learned from, of {Accounts:N0} accounts";
        report.AtMost($"{kind}: greatest resident set", peak / 1e6, "MB", ResidentMax, note);
        report.Figure($"{kind}: time", Stopwatch.GetElapsedTime(began).TotalSeconds, "s");
    }

    /// <summary>Cards, some of them stolen for a day, and shops of which some are where they are tried.</summary>
    private static IEnumerable<string> Lines(int days)
    {
        yield return "account,id,at,direction,amount,currency,counterparty,category,country,label";
        var random = new Draw(15);
        for (var i = 0; i < days * RowsADay; i++)
        {
            var (day, second) = (i / RowsADay, (int)(i % RowsADay * (86_400.0 / RowsADay)));
            var (account, shop) = (random.Below(Accounts), random.Below(4_000));
            var stolen = (account + (day * 7)) % 400 == 0;
            var fraud = stolen && random.Below(2) == 0;
            var amount = Math.Exp(random.Normal(3 + (account % 7 * 0.2), 0.7)) * (fraud ? 3 : 1);
            yield return string.Create(CultureInfo.InvariantCulture,
                $"A{account},T{i},{First.AddDays(day):yyyy-MM-dd}T{TimeSpan.FromSeconds(second):hh\\:mm\\:ss}Z,debit,"
                + $"{amount + 0.01:0.00},MYR,S{shop},C{shop % 14},{(fraud ? "SG" : "MY")},{(fraud ? "fraud" : "")}");
        }
    }
}
