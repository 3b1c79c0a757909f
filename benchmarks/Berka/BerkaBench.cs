using System.Diagnostics;
using System.Globalization;

namespace OrleansRisk.Benchmarks.Berka;

/// <summary>
/// The loans of a real bank, anonymised (PKDD'99): trained on those before 1997 alone, by the same program that a
/// lender would use; predictions for the others are written, their outcomes are not here.
/// </summary>
internal static class BerkaBench
{
    private const double AreaAim = 0.90;
    private const double BehindPlain = 0.01;

    public static Benchmark Benchmark { get; } = new(
        "berka", "credit: 328 loans to train on, cross-validated; 354 to score, outcomes kept apart", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        var data = Path.Combine("..", "shared", "data", "berka");
        if (!Directory.Exists(data))
        {
            Console.WriteLine($"  skipped: {data} is not here");
            return;
        }

        var work = Directory.CreateTempSubdirectory("berka-").FullName;
        try
        {
            var (loans, transactions) = (Path.Combine(work, "loans.csv"), Path.Combine(work, "transactions.csv"));
            BerkaFiles.WriteLoans(data, loans);
            BerkaFiles.WriteTransactions(data, transactions);
            // One of the 354 had less history than any of the 328, and the bank judged it all the same.
            await Training("credit", "train", loans, transactions, work, "--history", "1", "1");
            Directory.CreateDirectory(options.Out);
            var scores = Path.Combine(options.Out, "berka-card.csv");
            await Training("credit", "score", loans, transactions, Path.Combine(work, "card.json"), scores);
            report.Figure("loans scored", File.ReadLines(scores).Count() - 1, "loans", scores);
            Validated(report, Path.Combine(work, "validation.csv"));
            Calibrated(report, Path.Combine(work, "out_of_time.csv"));
            File.Copy(Path.Combine(work, "card.json"), Path.Combine(options.Out, "berka-card.json"), overwrite: true);
            await OverTheProduct(report, data, work);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task OverTheProduct(Report report, string data, string work)
    {
        var (loans, transactions) = (Path.Combine(work, "loans-moved.csv"), Path.Combine(work, "moved.csv"));
        BerkaFiles.WriteLoans(data, loans, BerkaProduct.YearsOn);
        BerkaFiles.WriteTransactions(data, transactions, BerkaProduct.YearsOn);
        var (card, scores) = (Path.Combine(work, "card.json"), Path.Combine(work, "moved-scores.csv"));
        await Training("credit", "score", loans, transactions, card, scores);
        await BerkaProduct.Run(report, loans, transactions, card, scores);
    }

    /// <summary>The card, and a plain ridge on the features that it may read, by the same folds.</summary>
    private static void Validated(Report report, string path)
    {
        var areas = new List<double>();
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            var quoted = line.LastIndexOf('"');
            var (name, cells) = (line[1..quoted], line[(quoted + 2)..].Split(','));
            var note = $"95 %: {cells[4]} to {cells[5]}; {cells[8]} × {cells[9]} folds, {cells[1]} loans, "
                + $"{cells[2]} bad";
            areas.Add(double.Parse(cells[3], CultureInfo.InvariantCulture));
            if (areas.Count == 1)
            {
                report.AtLeast(name + ": area under the curve", areas[0], "", AreaAim, note);
            }
            else
            {
                report.Figure(name + ": area under the curve", areas[^1], "", note);
            }
        }

        report.AtMost("the card behind the plain ridge", Math.Round(areas[1] - areas[0], 4), "", BehindPlain, "");
    }

    private static void Calibrated(Report report, string path)
    {
        foreach (var cells in File.ReadLines(path).Skip(1).Select(static line => line.Split(',')))
        {
            var note = $"{cells[2]} loans, {cells[3]} bad; level (observed over predicted) {cells[10]}";
            report.Figure(
                $"calibration slope, {cells[0]}, {cells[1]} recalibration",
                double.Parse(cells[9], CultureInfo.InvariantCulture), "", note);
        }
    }

    private static async Task Training(params string[] arguments)
    {
        using var program = Process.Start(Programs.Beside("OrleansRisk.Training", "risk-training"), arguments);
        await program.WaitForExitAsync();
        if (program.ExitCode != 0)
        {
            throw new InvalidOperationException($"risk-training ended with {program.ExitCode}");
        }
    }
}
