using System.Diagnostics;
using System.Globalization;

namespace OrleansRisk.Benchmarks.Berka;

/// <summary>
/// The loans of a real bank, anonymised (PKDD'99): trained on those before 1997 alone, by the same program that a
/// lender would use; predictions for the others are written, their outcomes are not here.
/// </summary>
internal static class BerkaBench
{
    private const double AreaAim = 0.85;

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
            foreach (var card in (string[])["card", "plain"])
            {
                var scores = Path.Combine(options.Out, $"berka-{card}.csv");
                await Training("credit", "score", loans, transactions, Path.Combine(work, card + ".json"), scores);
                report.Figure($"{card}: loans scored", File.ReadLines(scores).Count() - 1, "loans", scores);
            }

            Validated(report, Path.Combine(work, "validation.csv"));
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

    private static void Validated(Report report, string path)
    {
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            var quoted = line.LastIndexOf('"');
            var (name, cells) = (line[1..quoted], line[(quoted + 2)..].Split(','));
            var (low, high) = (cells[4], cells[5]);
            var note = $"95 %: {low} to {high}; {cells[8]} × {cells[9]} folds, {cells[1]} loans, {cells[2]} bad";
            var area = double.Parse(cells[3], CultureInfo.InvariantCulture);
            if (name.StartsWith("plain", StringComparison.Ordinal))
            {
                report.Figure(name + ": area under the curve", area, "", note);
            }
            else
            {
                report.AtLeast(name + ": area under the curve", area, "", AreaAim, note);
            }
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
