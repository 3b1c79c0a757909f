using System.Globalization;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Reports;

namespace OrleansRisk.Training.Credit;

/// <summary>The report of a credit model, as its validator reads it.</summary>
internal static class CreditPage
{
    public static HtmlPage Of(
        TrainedCredit trained, LoanSet set, IReadOnlyList<Loan> all, CreditChoices choices, IReadOnlyList<string> cross)
    {
        var about = trained.Card.About!;
        var judged = trained.Later?.After ?? trained.Held.With(trained.Calibration);
        var page = new HtmlPage("Credit model")
            .Paragraph($"{about.Loans:N0} loans in {about.Currency}, {about.TrainedFrom} to {about.TrainedTo}, "
                + $"{about.BadLoans:N0} of them bad. Bad: {about.Bad}. Data {about.DataHash}.")
            .Paragraph(trained.Later is { } later
                ? $"Figures are out of time: of {later.Before.Bad.Length:N0} loans that were asked for later than "
                    + $"those that the judged card was fitted on ({later.TrainLoans:N0}, {later.TrainBad:N0} bad). "
                    + "The card that is written is then fitted the same way on all loans."
                : "The loans are too few, or of one time, to be judged out of time: figures are of every loan by a fit "
                    + "that has not seen it.")
            .Paragraph("Reject inference: none. Only loans that were granted are known; of those that were refused "
                + "nothing is assumed, so the card holds for applicants like those who were granted one.")
            .Heading("Discrimination")
            .Table(["figure", "value"],
            [
                ["AUC", judged.Area], ["95 % from", judged.Interval.Low], ["to", judged.Interval.High],
                ["Gini", judged.Gini], ["KS", judged.Ks],
                ["AUC of a plain ridge on the same features", (object?)trained.Later?.Plain ?? "see below"],
                ["PSI, train to test", (object?)trained.Later?.Stability ?? "no later loans"],
            ])
            .Plots(
                SvgPlot.Of(
                    "ROC", "false positive rate", "recall", Curves.Roc(judged.LogOdds, judged.Bad), diagonal: true),
                SvgPlot.Of(
                    "Gains", "share of loans, riskiest first", "share of the bad", Gains(judged), diagonal: true),
                SvgPlot.Of("Calibration", "predicted (log scale)", "observed", Calibrated(judged), dots: true,
                    diagonal: true, logarithmic: true))
            .Heading("Cross-validation").Table(
                cross[0].Split(','),
                cross.Skip(1).Select(static line => line.Replace("\"", "").Split(',').ToArray<object>()))
            .Heading("Calibration")
            .Paragraph("A slope of 1 and a level of 1 (observed bad over predicted bad) are right. The step moves log "
                + $"odds by {Text(trained.Calibration.Move)} and multiplies them by {Text(trained.Calibration.Slope)}.")
            .Table(["judged on", "recalibration", "slope", "level"], Steps(trained));
        return Rest(page, trained, judged, set, all, choices);
    }

    private static HtmlPage Rest(
        HtmlPage page, TrainedCredit trained, CreditJudgement judged, LoanSet set, IReadOnlyList<Loan> all,
        CreditChoices choices)
    {
        page.Heading("Gains and lift")
            .Table(
                ["tenth, riskiest first", "loans", "bad", "observed", "predicted", "cumulative recall", "lift"],
                Tenths(judged))
            .Heading("Distribution of scores").Table(["score from", "loans", "bad"], Scores(judged))
            .Heading("Stability")
            .Paragraph("The index is of the scores against those of the first month; what it comes to of loans that "
                + "have not changed stands beside it.")
            .Table(["month", "loans", "bad", "observed", "predicted", "AUC", "PSI", "PSI by chance"], Months(judged))
            .Heading("Vintages")
            .Paragraph(choices.MaturityMonths is { } months
                ? $"A loan counts once it is {months} months old; younger ones count neither way."
                : "No maturity was chosen. Loans that are still running count neither way.")
            .Table(["quarter", "loans", "counted", "bad", "observed", "running or too young"],
                LoanTimes.Vintages(all, set.Loans).Select(static each => new object[]
                {
                    each.Quarter, each.Loans, each.Counted, each.Bad,
                    each.Counted == 0 ? "" : each.Bad / (double)each.Counted, each.Loans - each.Counted,
                }))
            .Heading("Segments")
            .Paragraph("What the lender states of a loan and no model reads. Above the middle score: the share that "
                + "would pass if half of all did, and that share over the greatest of any segment.")
            .Table(["segment", "loans", "bad", "observed", "predicted", "above the middle score", "ratio"],
                Segments(judged))
            .Heading("Terms")
            .Paragraph($"{(trained.Fitted.InBins ? "Bins that go one way" : "Lines that go one way")}; ridge "
                + $"{Text(trained.Fitted.Ridge)}, chosen by cross-validation. Importance is the spread of the points "
                + "that a term gives.")
            .Table(["feature", "meaning", "direction", "importance, points", "missing, points", "points"],
                Terms(trained, set))
            .Heading("Left out").Table(["feature", "why"], trained.Fitted.Left.Select(static each => new object[]
            {
                FeatureCatalogue.NameOf(each.Feature), each.Why,
            }));
        return page;
    }

    private static List<(double X, double Y)> Gains(CreditJudgement judged)
    {
        var points = new List<(double X, double Y)> { (0, 0) };
        double seen = 0, found = 0, bads = judged.Bad.Count(static bad => bad);
        foreach (var (loans, bad, _) in judged.Deciles())
        {
            (seen, found) = (seen + loans, found + bad);
            points.Add((seen / judged.Bad.Length, found / bads));
        }

        return points;
    }

    private static List<(double X, double Y)> Calibrated(CreditJudgement judged) =>
        [.. judged.Deciles().Where(static each => each.Bad > 0)
            .Select(static each => (each.Predicted, each.Bad / (double)each.Loans))];

    private static IEnumerable<object[]> Steps(TrainedCredit trained)
    {
        yield return ["held out", "before", trained.Held.Slope, trained.Held.Level];
        var after = trained.Held.With(trained.Calibration);
        yield return ["held out", "after", after.Slope, after.Level];
        if (trained.Later is { } later)
        {
            yield return ["out of time", "before", later.Before.Slope, later.Before.Level];
            yield return ["out of time", "after", later.After.Slope, later.After.Level];
        }
    }

    private static IEnumerable<object[]> Tenths(CreditJudgement judged)
    {
        double bads = judged.Bad.Count(static bad => bad), share = bads / judged.Bad.Length;
        var (at, found) = (0, 0.0);
        foreach (var (loans, bad, predicted) in judged.Deciles())
        {
            found += bad;
            var observed = bad / (double)loans;
            yield return [++at, loans, bad, observed, predicted, found / bads, observed / share];
        }
    }

    private static IEnumerable<object[]> Scores(CreditJudgement judged) =>
        judged.Scores().Select((score, i) => (score, judged.Bad[i])).GroupBy(static each => each.score / 50 * 50)
            .OrderBy(static group => group.Key)
            .Select(static group => new object[]
            {
                group.Key.ToString(CultureInfo.InvariantCulture), group.Count(), group.Count(static each => each.Item2),
            });

    private static IEnumerable<object[]> Months(CreditJudgement judged)
    {
        var months = Enumerable.Range(0, judged.Bad.Length)
            .GroupBy(i => DateOnly.FromDayNumber(judged.Days[i] + LoanFiles.UnixEpoch).ToString(
                "yyyy-MM", CultureInfo.InvariantCulture))
            .OrderBy(static month => month.Key, StringComparer.Ordinal)
            .Select(month => (month.Key, Places: month.ToArray())).ToList();
        double[] Odds(int[] places) => [.. places.Select(i => judged.LogOdds[i])];
        var first = Odds(months[0].Places);
        return months.Select(month =>
        {
            var (odds, places) = (Odds(month.Places), month.Places);
            var bad = places.Count(i => judged.Bad[i]);
            return new object[]
            {
                month.Key, places.Length, bad, bad / (double)places.Length, odds.Average(Logistic.Probability),
                bad == 0 || bad == places.Length ? "" : Auc.Of(odds, [.. places.Select(i => judged.Bad[i])]),
                month.Key == months[0].Key ? "" : PopulationStability.Index(first, odds),
                month.Key == months[0].Key ? "" : PopulationStability.Noise(first.Length, odds.Length),
            };
        });
    }

    private static IEnumerable<object[]> Segments(CreditJudgement judged)
    {
        var middle = judged.LogOdds.Order().ElementAt(judged.LogOdds.Length / 2);
        var groups = Enumerable.Range(0, judged.Bad.Length).GroupBy(i => judged.Segments[i])
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, Places: group.ToList(),
                Pass: group.Count(i => judged.LogOdds[i] <= middle) / (double)group.Count())).ToList();
        return groups.Select(group => new object[]
        {
            group.Key.Length == 0 ? "none stated" : group.Key, group.Places.Count,
            group.Places.Count(i => judged.Bad[i]), group.Places.Count(i => judged.Bad[i]) / (double)group.Places.Count,
            group.Places.Average(i => Logistic.Probability(judged.LogOdds[i])), group.Pass,
            group.Pass / groups.Max(static each => each.Pass),
        });
    }

    private static IEnumerable<object[]> Terms(TrainedCredit trained, LoanSet set) =>
        trained.Card.Terms.Select(term =>
        {
            var parts = set.Measured.Select(each => CreditModel.PointsLost(
                term.Contribution(each.Row[(int)term.Feature]))).ToList();
            var mean = parts.Average();
            var entry = FeatureCatalogue.Of(term.Feature);
            return (Spread: Math.Sqrt(parts.Average(part => (part - mean) * (part - mean))), Line: new object[]
            {
                entry.Name, entry.Meaning, term.Direction.ToString().ToLowerInvariant(), 0.0,
                0 - CreditModel.PointsLost(term.Missing), Points(term),
            });
        }).OrderByDescending(static each => each.Spread).Select(static each =>
        {
            each.Line[3] = each.Spread;
            return each.Line;
        });

    private static string Points(CreditModelTerm term)
    {
        string Of(double part) =>
            (0 - Math.Round(CreditModel.PointsLost(part))).ToString("0", CultureInfo.InvariantCulture);
        return term.Bins is { } bins
            ? string.Join("; ", bins.Values.Select((value, i) => i == 0 ? $"least: {Of(value)}"
                : $"from {Text(bins.Edges[i - 1])}: {Of(value)}"))
            : $"{Of(term.Weight * (term.Low - term.Centre))} to {Of(term.Weight * (term.High - term.Centre))}";
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
