using System.Globalization;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Samples.Demo.Learning;
using OrleansRisk.Samples.Demo.Samples;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo.Chapters;

/// <summary>How a model did on purchases that it had not seen: its rank, its promises, its alerts.</summary>
internal static class ModelReport
{
    private static readonly double[] ProbabilityFrom = [0, 0.001, 0.01, 0.1, 0.5, 0.9];

    public static void Tell(
        Screen screen, IReadOnlyList<(SampleLine Line, DecisionBody Decision)> answered,
        Func<SampleLine, int> labelFree, string budget)
    {
        var learned = Rows(answered, each => each.Decision.Anomaly.Probability ?? 0);
        var free = Rows(answered, each => labelFree(each.Line));
        screen.Say($"{Figures.Count(answered.Count)} purchases of the months after, "
            + $"{learned.Count(row => row.Fraud)} of them fraud, none seen in training:");
        screen.Table(
            ["score", "area under the curve", "average precision"],
            [Ranks("the model's", learned), Ranks("label-free", free)]);
        screen.Table(
            ["probability from", "purchases", "promised", "came"],
            Judgement.Groups(learned, ProbabilityFrom).Select(group => (IReadOnlyList<string>)
            [
                Share(group.From), Figures.Count(group.Rows), Share(group.Promised), Share(group.Came),
            ]));
        var alerts = answered.Where(each => each.Decision.Outcome != Outcomes.Approve).ToList();
        screen.Say($"Alerts: {Figures.Count(alerts.Count)}, {Share((double)alerts.Count / answered.Count)} of all, for "
            + $"a budget of {budget}; {alerts.Count(each => each.Line.Truth is not null)} of them are fraud.");
    }

    private static List<(double Score, bool Fraud)> Rows(
        IReadOnlyList<(SampleLine Line, DecisionBody Decision)> answered,
        Func<(SampleLine Line, DecisionBody Decision), double> score) =>
        [.. answered.Select(each => (score(each), each.Line.Truth is not null))];

    private static IReadOnlyList<string> Ranks(string name, IReadOnlyCollection<(double, bool)> rows) =>
        [name, Fraction(Judgement.Auc(rows)), Fraction(Judgement.AveragePrecision(rows))];

    private static string Fraction(double figure) => figure.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Share(double share) => share.ToString("0.##%", CultureInfo.InvariantCulture);
}
