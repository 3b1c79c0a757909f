using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Files;
using OrleansRisk.Training.Reports;

namespace OrleansRisk.Training.Backtests;

/// <summary>
/// <c>risk-training backtest</c>: what a model would have said of past days, in the order of arrival and with labels as
/// late as they were, and what would change hands against a champion; writes <c>backtest.html</c> and
/// <c>backtest.csv</c>.
/// </summary>
internal static class BacktestCommand
{
    private const string ChampionOption = "--champion";

    public static Task Beside(string[] args) => args[6] == ChampionOption
        ? Run(args, args[7])
        : throw new InputException($"{args[6]} is no option of backtest; {ChampionOption} FILE is.");

    public static Task Run(string[] args) => Run(args, champion: null);

    private static async Task Run(string[] args, string? champion)
    {
        var request = PassRequest.Of(args[3], args[4], args[5]);
        var loaded = await Load(args[1]);
        var other = champion is null ? null : await Load(champion);
        if (other is not null && other.Model.Scale != loaded.Model.Scale)
        {
            throw new InputException(
                $"The champion scores on the scale {other.Model.Scale} and the model on {loaded.Model.Scale}.");
        }

        var transactions = await LabelledFile.Read(args[0]);
        var pass = new ArrivalPass(TimeSpan.FromDays(request.DelayDays));
        var rows = TestRows.Of(
            pass.Run(transactions, request.Days), transactions, request.Days, int.MinValue, request.DelayDays);
        if (!rows.Exists(static row => row.Fraud) || rows.TrueForAll(static row => row.Fraud))
        {
            throw new InputException("Those days have no fraud, or nothing else: there is nothing to judge by.");
        }

        await Write(args, rows, ScoredRows.Of(loaded, rows), other is null ? null : ScoredRows.Of(other, rows));
    }

    private static async Task Write(string[] args, List<MeasuredRow> rows, ScoredRows model, ScoredRows? champion)
    {
        var judged = new Judgement(rows, model.Harms);
        var page = new HtmlPage("Backtest")
            .Paragraph($"Model {model.Hash}, from {args[3]} for {args[4]} days; labels known {args[5]} days late. "
                + "Accounts whose fraud was known by then are left out.")
            .Judged(judged, model.Model.Thresholds, model.Model.Scale);
        page = champion is null ? page : page.Swapped(rows, model, champion);
        Directory.CreateDirectory(args[2]);
        await File.WriteAllTextAsync(Path.Combine(args[2], "backtest.html"), page.ToString());
        await File.WriteAllLinesAsync(
            Path.Combine(args[2], "backtest.csv"), rows.Select((row, i) => Line(row, i, model, champion)).Prepend(
                "id,score,probability,outcome,label" + (champion is null ? "" : ",champion_score,champion_outcome")));
        Console.WriteLine(FormattableString.Invariant($"{rows.Count} transactions: {judged.Figures}"));
    }

    private static async Task<LoadedModel> Load(string path)
    {
        await using var file = File.OpenRead(path);
        return await ModelFile.Read(file);
    }

    private static string Line(MeasuredRow row, int at, ScoredRows model, ScoredRows? champion)
    {
        var score = model.Scores[at];
        var line = FormattableString.Invariant(
            $"{row.Id},{score.Score},{score.Probability:R},{Outcome(model, at)},{(row.Fraud ? "fraud" : "")}");
        return champion is null ? line : FormattableString.Invariant(
            $"{line},{champion.Scores[at].Score},{Outcome(champion, at)}");
    }

    private static string Outcome(ScoredRows scored, int at) => scored.OutcomeOf(at).ToString().ToLowerInvariant();
}
