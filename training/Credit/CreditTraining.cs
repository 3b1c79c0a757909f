using System.Globalization;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Credit;

/// <summary><c>risk-training credit train</c>, <c>move</c>, <c>score</c> and <c>measure</c>.</summary>
internal static class CreditTraining
{
    private const int Folds = 5;
    private const int BadMin = 10;
    private const ulong Seed = 1999;

    /// <summary>
    /// Fits a card on the loans of known outcome: <c>card.json</c>, <c>validation.csv</c>, <c>out_of_time.csv</c>,
    /// <c>left_out.csv</c> and <c>credit.html</c>.
    /// </summary>
    public static Task Train(string[] args) => Train(args, new CreditChoices());

    /// <summary>
    /// The same, where the lender says itself on how little history the cards are to score, and answers for it.
    /// </summary>
    public static Task TrainStating(string[] args)
    {
        var stated = args[3] == "--history"
            && short.TryParse(args[4], NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && short.TryParse(args[5], NumberStyles.None, CultureInfo.InvariantCulture, out var transactions)
            ? new CreditChoices(History: new(days, transactions))
            : throw new InputException("After the folder stands --history with days and transactions, whole numbers.");
        return stated.Needs!.Value.IsSound
            ? Train(args, stated)
            : throw new InputException(
                $"--history is at most {HistoryNeed.DaysMax} days and {HistoryNeed.TransactionsMax} transactions.");
    }

    /// <summary>The same by the choices of a file.</summary>
    public static async Task TrainChoosing(string[] args) => await Train(args, args[3] == "--choices"
        ? await CreditChoices.Read(args[4])
        : throw new InputException("After the folder stands --choices with a file."));

    /// <summary>Recalibrates a card by newer loans: <c>card.json</c> and <c>move.csv</c>.</summary>
    public static async Task Move(string[] args)
    {
        var card = CreditModelFile.Read(await File.ReadAllTextAsync(args[2]));
        var set = await LoanSet.Read(args[0], args[1], static all => all.Where(static loan => loan.Bad is not null));
        MustHaveBoth(set);
        if (card.About is { } about && about.Currency != set.Currency)
        {
            throw new InputException($"The card is for loans in {about.Currency}, and these are in {set.Currency}.");
        }

        var rows = set.Rows;
        var before = new CreditJudgement(
            [.. rows.Rows.Select(row => card.LogOdds(row))], rows.Bad, rows.Counts, set.Segments)
        {
            Days = set.Days,
        };
        var calibration = Calibration.Of(before.LogOdds, rows.Bad, rows.Counts);
        Directory.CreateDirectory(args[3]);
        await File.WriteAllTextAsync(
            Path.Combine(args[3], "card.json"),
            CreditModelFile.Write(card.Recalibrated(calibration.Move, calibration.Slope)));
        var table = CreditTables.Moved(before, calibration).ToList();
        await File.WriteAllLinesAsync(Path.Combine(args[3], "move.csv"), table);
        table.ForEach(Console.WriteLine);
    }

    /// <summary>Writes <c>loan_id,pd,score,reason1..4</c> of the loans whose outcome is not known.</summary>
    public static async Task Score(string[] args)
    {
        var card = CreditModelFile.Read(await File.ReadAllTextAsync(args[2]));
        var set = await LoanSet.Read(
            args[0], args[1], static all => all.Where(static loan => loan.Bad is null && !loan.Running));
        var lines = set.Loans.Select((loan, i) => Line(card, loan, set.Measured[i]));
        await File.WriteAllLinesAsync(args[3], ["loan_id,pd,score,reason1,reason2,reason3,reason4", .. lines]);
        Console.WriteLine($"{set.Loans.Count} loans scored");
    }

    /// <summary>Writes every credit feature of the loans whose outcome is known; an empty field is missing.</summary>
    public static async Task Measure(string[] args)
    {
        var set = await LoanSet.Read(args[0], args[1], static all => all.Where(static loan => loan.Bad is not null));
        var credit = FeatureCatalogue.All.Where(static entry => (int)entry.Number >= FeatureRow.FirstCredit).ToList();
        var lines = set.Loans.Select((loan, i) => string.Join(',', credit.Select(
            entry => set.Measured[i].Row[(int)entry.Number] is var value && double.IsNaN(value)
                ? "" : value.ToString("R", CultureInfo.InvariantCulture))
            .Prepend(loan.Bad == true ? "bad" : "good").Prepend(loan.Id)));
        await File.WriteAllLinesAsync(
            args[2], ["loan_id,outcome," + string.Join(',', credit.Select(static entry => entry.Name)), .. lines]);
    }

    private static async Task Train(string[] args, CreditChoices choices)
    {
        IReadOnlyList<Loan> all = [];
        var set = await LoanSet.Read(args[0], args[1], loans => LoanTimes.Counted(all = loans, choices));
        MustHaveBoth(set);
        Progress($"{set.Loans.Count} loans measured, {set.Loans.Count(static loan => loan.Bad == true)} of them bad");
        var trained = TrainedCredit.Of(set, choices);
        Progress("fitted; cross-validation follows");
        Directory.CreateDirectory(args[2]);
        var table = Validated(set.Rows, choices);
        await File.WriteAllTextAsync(Path.Combine(args[2], "card.json"), CreditModelFile.Write(trained.Card));
        await File.WriteAllLinesAsync(Path.Combine(args[2], "validation.csv"), table);
        await File.WriteAllLinesAsync(Path.Combine(args[2], "out_of_time.csv"), CreditTables.Later(trained));
        await File.WriteAllLinesAsync(Path.Combine(args[2], "left_out.csv"), CreditTables.LeftOut(trained.Fitted));
        await File.WriteAllTextAsync(
            Path.Combine(args[2], "credit.html"), CreditPage.Of(trained, set, all, choices, table).ToString());
        foreach (var line in table.Concat(CreditTables.Later(trained)))
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>
    /// The card and a plain ridge on the same features, by cross-validation; more often where bad is rare.
    /// </summary>
    private static List<string> Validated(FitRows rows, CreditChoices choices)
    {
        var bads = rows.Bad.Count(static bad => bad);
        var repeats = bads < 200 ? 20 : bads < 1_000 ? 4 : 1;
        List<string> table = ["model,terms,loans,bad,auc,low95,high95,sd_of_repeats,ks,repeats,folds"];
        void Add(string name, int terms, Func<FitRows, Func<FeatureRow, double>> fit)
        {
            var validated = Validation.Of(rows.Bad, repeats, Folds, Seed, train =>
            {
                var predict = fit(rows.Take(train));
                return i => predict(rows.Rows[i]);
            });
            table.Add(string.Create(CultureInfo.InvariantCulture,
                $"\"{name}\",{terms},{rows.Bad.Length},{bads},{validated.Auc:0.0000},{validated.Low:0.0000},"
                + $"{validated.High:0.0000},{validated.RepeatSpread:0.0000},{validated.Ks:0.0000},{validated.Repeats},"
                + $"{validated.Folds}"));
        }

        Add("card", choices.TermsMax, train => CardFit.Fit(choices, train).Card is var card
            ? row => card.LogOdds(row) : throw new InvalidOperationException());
        Add("plain ridge on the same features", choices.Candidates().Count(static each => each.Why is null),
            train => CardFit.Plain(choices, train));
        return table;
    }

    private static void MustHaveBoth(LoanSet set)
    {
        var bad = set.Loans.Count(static loan => loan.Bad == true);
        if (bad < BadMin || set.Loans.Count - bad < BadMin)
        {
            throw new InputException(
                $"There are {bad} bad loans and {set.Loans.Count - bad} good ones; {BadMin} of each are needed.");
        }
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

    private static void Progress(string text) => Console.Error.WriteLine(text);
}
