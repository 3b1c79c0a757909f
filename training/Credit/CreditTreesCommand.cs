using System.Globalization;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Credit;

/// <summary>
/// <c>risk-training credit trees</c>: boosted trees on the candidates of a card, beside the card, judged on later
/// loans; writes <c>trees.txt</c>, LightGBM's own text of trees on all loans, and <c>trees.csv</c>.
/// </summary>
internal static class CreditTreesCommand
{
    public static async Task Run(string[] args)
    {
        var choices = args.Length == 3 ? new CreditChoices()
            : args[3] == "--choices" ? await CreditChoices.Read(args[4])
            : throw new InputException("After the folder stands --choices with a file.");
        var set = await LoanSet.Read(args[0], args[1], loans => LoanTimes.Counted(loans, choices));
        if (LoanTimes.TestFrom(set.Loans, choices) is not { } from)
        {
            throw new InputException("The loans are too few, or of one time, to be judged on later ones.");
        }

        var (train, test) = (set.Where(loan => loan.Day < from).Rows, set.Where(loan => loan.Day >= from).Rows);
        var (trees, card) = (CreditTrees.Fit(choices, train), CardFit.Fit(choices, train).Card);
        Directory.CreateDirectory(args[2]);
        string[] table =
        [
            "model,loans,bad,auc,low95,high95",
            Line("trees", test, [.. test.Rows.Select(row => trees.Margin(row))]),
            Line("card", test, [.. test.Rows.Select(row => card.LogOdds(row))]),
        ];
        await File.WriteAllLinesAsync(Path.Combine(args[2], "trees.csv"), table);
        await File.WriteAllTextAsync(Path.Combine(args[2], "trees.txt"), CreditTrees.Grow(choices, set.Rows).Text);
        foreach (var line in table)
        {
            Console.WriteLine(line);
        }
    }

    private static string Line(string name, FitRows rows, double[] odds)
    {
        var area = Auc.Of(odds, rows.Bad);
        var (low, high) = Auc.Interval(area, rows.Bad);
        return string.Create(CultureInfo.InvariantCulture,
            $"{name},{odds.Length},{rows.Bad.Count(static bad => bad)},{area:0.0000},{low:0.0000},{high:0.0000}");
    }
}
