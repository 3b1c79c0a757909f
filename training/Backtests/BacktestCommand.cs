using System.Globalization;
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
    private const string CoolOffOption = "--cool-off";
    private const int CoolOffMax = 3_660;

    public static async Task Run(string[] args)
    {
        var champion = default(string);
        var coolOff = default(int?);
        for (var i = 6; i < args.Length; i += 2)
        {
            (champion, coolOff) = args[i] switch
            {
                ChampionOption => (args[i + 1], coolOff),
                CoolOffOption => (champion, Days(args[i + 1])),
                _ => throw new InputException(
                    $"{args[i]} is no option of backtest; {ChampionOption} FILE and {CoolOffOption} DAYS are."),
            };
        }

        await Run(args, champion, coolOff);
    }

    private static int Days(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= CoolOffMax
            ? days
            : throw new InputException($"{CoolOffOption} takes 0 to {CoolOffMax} days.");

    private static async Task Run(string[] args, string? champion, int? coolOff)
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
        var all = pass.Run(transactions, request.Days).ToList();
        var rows = TestRows.Of(all, transactions, request.Days, int.MinValue, request.DelayDays, coolOff);
        if (!rows.Exists(static row => row.Fraud) || rows.TrueForAll(static row => row.Fraud))
        {
            throw new InputException("Those days have no fraud, or nothing else: there is nothing to judge by.");
        }

        var left = LeftOut(all, rows, coolOff);
        Console.WriteLine(left);
        await Write(args, left, rows, ScoredRows.Of(loaded, rows), other is null ? null : ScoredRows.Of(other, rows));
    }

    /// <summary>What is judged, and what an earlier fraud of its account leaves out.</summary>
    private static string LeftOut(List<MeasuredRow> all, List<MeasuredRow> rows, int? coolOff)
    {
        var accounts = all.Select(static row => row.Account).Distinct().Count()
            - rows.Select(static row => row.Account).Distinct().Count();
        return FormattableString.Invariant($"{rows.Count:N0} of {all.Count:N0} transactions are judged. ")
            + FormattableString.Invariant($"{all.Count - rows.Count:N0} are left out, {accounts:N0} accounts whole, ")
            + (coolOff is { } days
                ? FormattableString.Invariant($"for {days} days after a fraud of their account is known.")
                : $"for good after a fraud of their account is known; {CoolOffOption} DAYS takes them in again.");
    }

    private static async Task Write(
        string[] args, string left, List<MeasuredRow> rows, ScoredRows model, ScoredRows? champion)
    {
        var judged = new Judgement(rows, model.Harms);
        var page = new HtmlPage("Backtest")
            .Paragraph($"Model {model.Hash}, from {args[3]} for {args[4]} days; labels known {args[5]} days late. "
                + left)
            .Judged(judged, model.Model.Thresholds, model.Model.Scale)
            .Importance(model.Model, rows);
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
