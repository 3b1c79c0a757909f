using OrleansRisk.Core.Learned;
using OrleansRisk.Engine.Learned;
using OrleansRisk.Training.Reports;
using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Training.Backtests;

/// <summary>
/// <c>risk-training backtest</c>: what a model would have said of past days, in the order of arrival and with labels as
/// late as they were; writes <c>backtest.html</c> and <c>backtest.csv</c>.
/// </summary>
internal static class BacktestCommand
{
    public static async Task Run(string[] args)
    {
        var request = PassRequest.Of(args[3], args[4], args[5]);
        await using var file = File.OpenRead(args[1]);
        var loaded = await ModelFile.Read(file);
        var transactions = await LabelledFile.Read(args[0]);
        var pass = new ArrivalPass(TimeSpan.FromDays(request.DelayDays));
        var rows = TestRows.Of(
            pass.Run(transactions, request.Days), transactions, request.Days, int.MinValue, request.DelayDays);
        if (!rows.Exists(static row => row.Fraud) || rows.TrueForAll(static row => row.Fraud))
        {
            throw new Credit.InputException("Those days have no fraud, or nothing else: there is nothing to judge by.");
        }

        var model = loaded.Model;
        var scores = rows.Select(row => model.Score(row.Features())).ToArray();
        var judged = new Judgement(rows, [.. scores.Select(static score => score.LogOdds)]);
        Directory.CreateDirectory(args[2]);
        var page = new HtmlPage("Backtest")
            .Paragraph($"Model {loaded.Hash}, from {args[3]} for {args[4]} days; labels known {args[5]} days late. "
                + "Accounts whose fraud was known by then are left out.")
            .Judged(judged, model.Thresholds, model.Scale);
        await File.WriteAllTextAsync(Path.Combine(args[2], "backtest.html"), page.ToString());
        await File.WriteAllLinesAsync(
            Path.Combine(args[2], "backtest.csv"), rows.Select((row, i) => Line(row, scores[i], model)).Prepend(
                "id,score,probability,outcome,label"));
        var figures = judged.Figures;
        Console.WriteLine(FormattableString.Invariant(
            $"{rows.Count} transactions: {figures}"));
    }

    private static string Line(MeasuredRow row, in ModelScore score, ILearnedModel model)
    {
        var outcome = model.Thresholds.OutcomeOf(model.Scale, score.Score).ToString().ToLowerInvariant();
        return FormattableString.Invariant(
            $"{row.Id},{score.Score},{score.Probability:R},{outcome},{(row.Fraud ? "fraud" : "")}");
    }
}
