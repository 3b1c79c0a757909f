using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Backtests;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// The published protocol of the fraud handbook, on its simulated payments: four weeks to train on, each judged on the
/// week that begins when its labels are known; one online pass. Output of a simulator, not of customers.
/// </summary>
internal static class HandbookBench
{
    public const int DelayDays = 7;
    public const int PerDay = 100;
    private const int UnixEpoch = 719_162;

    public static IReadOnlyList<PrequentialFold> Folds { get; } =
        [.. new[] { (7, 25), (8, 1), (8, 8), (8, 15) }.Select(static day => new PrequentialFold(Day(day), DelayDays))];

    /// <summary>Everything from the first training week to the last test week.</summary>
    private static readonly DayRange Wanted = new(Folds[0].First, Folds[^1].Test.End - Folds[0].First);

    public static Benchmark Benchmark { get; } = new(
        "handbook", "fraud: the handbook's simulated cards and its protocol; four test weeks in one pass", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        if (!Directory.Exists(HandbookFile.Folder))
        {
            Console.WriteLine($"  skipped: {HandbookFile.Folder} is not here");
            return;
        }

        var work = Directory.CreateTempSubdirectory("handbook-").FullName;
        try
        {
            var file = Path.Combine(work, "payments.csv");
            HandbookFile.Write(file);
            var payments = await LabelledFile.Read(file);
            await Chosen(report, work, payments);
            var rows = Measured(payments, DelayDays);
            var weeks = Folds.Select(fold => fold.TestRows(rows, payments)).ToArray();
            var bounds = Bounds(report, weeks);
            var cards = Scorecards(report, rows, weeks);
            await Trees(report, work, [.. Folds.Select(fold => fold.TrainRows(rows)).Zip(weeks)], cards);
            Leaks(report, payments, bounds);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>The days that settings are chosen on, in a pass of their own; the label-free score's too.</summary>
    private static async Task Chosen(Report report, string work, IReadOnlyList<LabelledTransaction> payments)
    {
        var pass = new ArrivalPass(TimeSpan.FromDays(DelayDays)) { Population = LabelFree.Weeks.Train };
        List<MeasuredRow> rows = [.. pass.Run(payments, ValidationWeeks.Wanted)];
        await LabelFree.Judge(report, work, rows, payments);
        ValidationWeeks.Judge(report, rows, payments);
    }

    private static List<MeasuredRow> Measured(IEnumerable<LabelledTransaction> payments, int delayDays) =>
        [.. new ArrivalPass(TimeSpan.FromDays(delayDays)).Run(payments, Wanted)];

    /// <summary>
    /// What labels as scores would reach, and what could be known at all: not the terminals whose abuse nobody has
    /// reported yet. A figure above the second is a leak.
    /// </summary>
    private static RankingFigures Bounds(Report report, List<MeasuredRow>[] weeks)
    {
        var oracle = Mean(weeks, static row => row.Fraud ? 1 : 0);
        report.Figure("oracle: card precision", oracle.CardPrecision, "", "labels as scores");
        var knowable = Mean(weeks, static row => row.Fraud && Knowable.Is(row) ? 1 : 0);
        report.Figure("knowable: area under the curve", knowable.Auc, "", "scenario 2 where its terminal is known");
        report.Figure("knowable: average precision", knowable.Average, "");
        report.Figure("knowable: card precision", knowable.CardPrecision, "");
        return knowable;
    }

    private static JudgedWeek[] Scorecards(Report report, List<MeasuredRow> rows, List<MeasuredRow>[] weeks)
    {
        var scores = Folds.Zip(weeks, (fold, week) => JudgedFold.Scores(
            ScorecardFit.Fit(fold.TrainRows(rows), new ScorecardDesign()).Card, week)).ToArray();
        var judged = weeks.Zip(scores, JudgedFold.Of).ToArray();
        var sorted = weeks.Zip(scores, static (week, ranked) => new JudgedWeek(week, ranked)).ToArray();
        var figures = RankingFigures.Mean([.. judged.Select(static each => each.Seen)]);
        for (var i = 0; i < Folds.Count; i++)
        {
            report.Figure($"scorecard, week {i + 1}: average precision", judged[i].Seen.Average, "",
                $"{judged[i].Seen}; {weeks[i].Count:N0} payments");
        }

        report.AtLeast("scorecard: area under the curve", figures.Auc, "", 0.885,
            $"best published .879; {Interval(RankingInterval.Auc(sorted))}");
        report.Figure("scorecard: area without luck", judged.Average(static each => each.Area), "",
            "frauds that cannot be known count as the payments they are like");
        report.Figure("scorecard: place of frauds that cannot be known",
            judged.Average(static each => each.UnknowablePlace), "",
            "share of genuine payments below; one half is chance");
        report.AtLeast("scorecard: average precision", figures.Average, "", 0.70,
            $"best published .694; {Interval(RankingInterval.Average(sorted))}");
        report.AtLeast("scorecard: card precision", figures.CardPrecision, "", 0.309, "best published .305");
        return sorted;
    }

    private static async Task Trees(
        Report report, string work, (List<MeasuredRow> Train, List<MeasuredRow> Test)[] weeks, JudgedWeek[] cards)
    {
        if (!await BoostedTrees.Train(work, weeks))
        {
            Console.WriteLine("  SKIPPED: boosted trees need python3 with numpy and xgboost (Debian: python3-xgboost)");
            return;
        }

        var judged = weeks.Select((week, i) => BoostedTrees.Judge(work, i + 1, week.Test)).ToArray();
        var figures = RankingFigures.Mean(
            [.. weeks.Zip(judged).Select(static each => Ranking.Of(each.First.Test, each.Second.Margins, PerDay))]);
        var sorted = weeks.Zip(judged)
            .Select(static each => new JudgedWeek(each.First.Test, each.Second.Margins)).ToArray();
        var (all, equal) = (weeks.Sum(static week => week.Test.Count), judged.Sum(static week => week.Equal));
        report.AtLeast("trees: margins equal to XGBoost's, to the bit", equal, "rows", all, $"of {all:N0}");
        report.Figure("trees: area under the curve", figures.Auc, "", Interval(RankingInterval.Auc(sorted)));
        report.AtLeast("trees: average precision", figures.Average, "", 0.735,
            $"best published .694; {Interval(RankingInterval.Average(sorted))}");
        report.Figure("trees: card precision", figures.CardPrecision, "", "best published .305");
        report.Figure("trees over scorecard: average precision", RankingInterval.Mean(sorted, cards), "",
            Interval(RankingInterval.Gain(sorted, cards)));
    }

    /// <summary>Leaks planted on purpose: the first has to show as a figure that cannot be.</summary>
    private static void Leaks(Report report, IReadOnlyList<LabelledTransaction> payments, RankingFigures knowable)
    {
        var early = Cards(Measured(payments, delayDays: 0), payments);
        report.AtLeast("planted leak, labels at once: beyond what can be known", early.Average - knowable.Average,
            "", 0, $"average precision {early.Average:0.000}");
        var shuffled = Shuffled(payments);
        var chance = Cards(Measured(shuffled, DelayDays), shuffled, new ScorecardDesign(ValueMin: 0));
        report.AtMost(
            "shuffled labels: area under the curve from one half", Math.Abs(chance.Auc - 0.5), "", 0.02, $"{chance}");
    }

    private static RankingFigures Cards(
        List<MeasuredRow> rows, IReadOnlyList<LabelledTransaction> payments, ScorecardDesign? design = null) =>
        RankingFigures.Mean([.. Folds.Select(fold =>
        {
            var card = ScorecardFit.Fit(fold.TrainRows(rows), design ?? new ScorecardDesign()).Card;
            var tested = fold.TestRows(rows, payments);
            return Ranking.Of(tested, JudgedFold.Scores(card, tested), PerDay);
        })]);

    private static List<LabelledTransaction> Shuffled(IReadOnlyList<LabelledTransaction> payments)
    {
        var order = Enumerable.Range(0, payments.Count).ToArray();
        new Draw(2018).Shuffle(order);
        return [.. payments.Select((payment, i) => payment with { Fraud = payments[order[i]].Fraud })];
    }

    private static RankingFigures Mean(List<MeasuredRow>[] weeks, Func<MeasuredRow, double> score) =>
        RankingFigures.Mean([.. weeks.Select(week => Ranking.Of(week, [.. week.Select(score)], PerDay))]);

    private static string Interval((double Low, double High) interval) =>
        FormattableString.Invariant($"95 % over cards {interval.Low:0.000} to {interval.High:0.000}");

    /// <summary>Days since 1970 of a day of the file's year.</summary>
    public static int Day((int Month, int Day) date) =>
        new DateOnly(2018, date.Month, date.Day).DayNumber - UnixEpoch;
}
