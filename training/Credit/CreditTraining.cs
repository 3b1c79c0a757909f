using System.Globalization;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Credit;

/// <summary><c>risk-training credit train</c>, <c>score</c> and <c>measure</c>.</summary>
internal static class CreditTraining
{
    private const int Repeats = 20;
    private const int Folds = 5;
    private const ulong Seed = 1999;

    /// <summary>Cross-validates every design on the loans of known outcome, fits each, and writes its file.</summary>
    public static Task Train(string[] args) => Train(args, stated: null);

    /// <summary>
    /// The same, where the lender says itself on how little history the cards are to score, and answers for it.
    /// </summary>
    public static Task TrainStating(string[] args)
    {
        var stated = args[3] == "--history"
            && short.TryParse(args[4], NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && short.TryParse(args[5], NumberStyles.None, CultureInfo.InvariantCulture, out var transactions)
            ? new HistoryNeed(days, transactions)
            : throw new InputException("After the folder stands --history with days and transactions, whole numbers.");
        return stated.IsSound
            ? Train(args, stated)
            : throw new InputException(
                $"--history is at most {HistoryNeed.DaysMax} days and {HistoryNeed.TransactionsMax} transactions.");
    }

    private static async Task Train(string[] args, HistoryNeed? stated)
    {
        var (loans, measured) = await Measured(args[0], args[1], known: true);
        var rows = measured.Select(static each => each.Row).ToArray();
        var bad = loans.Select(static loan => loan.Bad == true).ToArray();
        Directory.CreateDirectory(args[2]);
        var table = new List<string> { "model,terms,loans,bad,auc,low95,high95,sd_of_repeats,ks,repeats,folds" };
        foreach (var design in CardDesign.All)
        {
            var validated = Validation.Of(bad, Repeats, Folds, Seed, train => Fit(design, rows, bad, train));
            table.Add(string.Create(CultureInfo.InvariantCulture,
                $"\"{design.Name}\",{design.Terms.Count},{bad.Length},{bad.Count(b => b)},{validated.Auc:0.0000}," +
                $"{validated.Low:0.0000},{validated.High:0.0000},{validated.RepeatSpread:0.0000}," +
                $"{validated.Ks:0.0000},{validated.Repeats},{validated.Folds}"));
            var card = CardFit.Fit(design, rows, bad) with { Needs = stated ?? MeasuredLoan.LeastOf(measured) };
            await File.WriteAllTextAsync(Path.Combine(args[2], FileName(design)), CreditModelFile.Write(card));
        }

        await File.WriteAllLinesAsync(Path.Combine(args[2], "validation.csv"), table);
        table.ForEach(Console.WriteLine);
    }

    /// <summary>Writes <c>loan_id,pd,score,reason1..4</c> of the loans whose outcome is not known.</summary>
    public static async Task Score(string[] args)
    {
        var card = CreditModelFile.Read(await File.ReadAllTextAsync(args[2]));
        var (loans, measured) = await Measured(args[0], args[1], known: false);
        var lines = loans.Select((loan, i) => Line(card, loan, measured[i]));
        await File.WriteAllLinesAsync(args[3], ["loan_id,pd,score,reason1,reason2,reason3,reason4", .. lines]);
        Console.WriteLine($"{loans.Count} loans scored");
    }

    /// <summary>Writes every credit feature of the loans whose outcome is known; an empty field is missing.</summary>
    public static async Task Measure(string[] args)
    {
        var (loans, measured) = await Measured(args[0], args[1], known: true);
        var credit = FeatureCatalogue.All.Where(static entry => (int)entry.Number >= FeatureRow.FirstCredit).ToList();
        var lines = loans.Select((loan, i) => string.Join(',', credit.Select(
            entry => measured[i].Row[(int)entry.Number] is var value && double.IsNaN(value)
                ? "" : value.ToString("R", CultureInfo.InvariantCulture))
            .Prepend(loan.Bad == true ? "bad" : "good").Prepend(loan.Id)));
        await File.WriteAllLinesAsync(
            args[2], ["loan_id,outcome," + string.Join(',', credit.Select(static entry => entry.Name)), .. lines]);
    }

    /// <summary>As the product answers: without enough history there is no score, and that is the reason.</summary>
    private static string Line(CreditModel card, Loan loan, MeasuredLoan measured)
    {
        if (card.Needs.MissingOf(measured.History) != default)
        {
            return $"{loan.Id},,,{Names.Of(CreditState.InsufficientHistory)},,,";
        }

        var scored = CreditModelScore.Of(card, measured.Row);
        var reasons = Enumerable.Range(0, 4).Select(
            i => i < scored.Reasons.Count ? FeatureCatalogue.NameOf(scored.Reasons[i].Feature) : "");
        return string.Create(CultureInfo.InvariantCulture,
            $"{loan.Id},{scored.Probability:R},{scored.Points},{string.Join(',', reasons)}");
    }

    private static Func<int, double> Fit(CardDesign design, FeatureRow[] rows, bool[] bad, int[] train)
    {
        var card = CardFit.Fit(design, [.. train.Select(i => rows[i])], [.. train.Select(i => bad[i])]);
        return i => card.LogOdds(rows[i]);
    }

    private static async Task<(List<Loan> Loans, MeasuredLoan[] Rows)> Measured(string loans, string moves, bool known)
    {
        var transactions = await LoanFiles.Transactions(moves);
        var decimals = transactions.Count > 0 ? transactions[0].Transaction.Currency.Decimals : 2;
        var wanted = (await LoanFiles.Loans(loans, decimals)).Where(loan => loan.Bad is not null == known).ToList();
        return (wanted, LoanRows.Measure(wanted, transactions));
    }

    private static string FileName(CardDesign design) => ReferenceEquals(design, CardDesign.Plain)
        ? "plain.json"
        : "card.json";
}
