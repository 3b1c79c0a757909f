using System.Globalization;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>What the label-free score finds of what was planted, and what it costs to look.</summary>
internal static class AlertFigures
{
    private const double TopShare = 0.005;
    private const int AlertsADay = 50;
    private static readonly HashSet<string> Bills =
    [
        "rent", "mortgage", "loan", "hire_purchase", "card", "bnpl", "payday", "student_loan", "insurance", "tax",
        "utilities", "telecom", "maintenance", "collector",
    ];

    /// <summary>Of a world with plants at the ordinary rate.</summary>
    public static void Planted(Report report, string label, WorldScores scores)
    {
        var (ranked, naive) = (scores.Ranked, scores.BestNaive());
        void Beside(string what, double aim, Func<RankedLines, Interval> figure)
        {
            var (ours, theirs) = (figure(ranked), figure(naive.Ranked));
            report.AtLeast($"{label}: {what}", ours.Value, "", aim, Invariant(
                $"95 %: {ours}; {naive.Name}: {theirs.Value:0.000}"));
        }

        Beside("R-precision over events", 0.50, static ranked => ranked.EventPrecision());
        Beside("R-precision over lines", 0.30, static ranked => ranked.LinePrecision());
        Beside("events within the top 0.5 % of lines", 0.80, static ranked => ranked.EventsWithin(TopShare));
        Found(report, label, "repeated scams flagged", scores, naive.Ranked, "scam_repeated");
        Found(report, label, "drains flagged", scores, naive.Ranked, "drain");
        Mules(report, label, scores);
        var kinds = scores.World.Events.Values.Select(static each => each.Kind).Distinct().Order()
            .Select(kind => Invariant(
                $"{kind} {ranked.EventsFlagged(number => scores.KindOf(number) == kind):0.00}"));
        report.Figure(
            $"{label}: events with a flagged line", ranked.EventsFlagged(static _ => true), "",
            string.Join("; ", kinds));
        ThirdPayments(report, label, scores);
        report.AtLeast(
            $"{label}: scams above all bills", ScamsAboveBills(scores, scores.Scores), "", 0.95,
            "of events, by their highest line");
    }

    /// <summary>Of a world without plants: whatever is flagged there is a false alarm.</summary>
    public static void Quiet(Report report, string label, WorldScores scores, int months)
    {
        var customers = scores.World.Accounts.Count;
        report.Figure(
            $"{label}: alerts per 1,000 accounts a month", scores.Ranked.Alerts() * 1_000.0 / customers / months, "",
            Invariant($"grouped by account and day; nothing is planted; {scores.World.Lines.Count:N0} lines"));
    }

    /// <summary>Of a world with one planted line in 10,000.</summary>
    public static void Rare(Report report, string label, WorldScores scores)
    {
        var naive = scores.BestNaive();
        var (ours, theirs) = (scores.Ranked.PerDay(AlertsADay), naive.Ranked.PerDay(AlertsADay));
        report.Figure($"{label}: precision at 50 alerts a day", ours.Precision * 100, "%", Invariant(
            $"one planted line in 10,000; {naive.Name}: {theirs.Precision * 100:0.000} %"));
        report.Figure(
            $"{label}: money caught at 50 alerts a day", ours.Money, "",
            Invariant($"{naive.Name}: {theirs.Money:0.000}"));
    }

    private static void Found(
        Report report, string label, string what, WorldScores scores, RankedLines naive, string kind)
    {
        bool Is(int number) => scores.KindOf(number) == kind;
        report.AtLeast($"{label}: {what}", scores.Ranked.EventsFlagged(Is), "", 0.80, Invariant(
            $"as many lines flagged by the naive one: {naive.EventsFlagged(Is):0.000}"));
    }

    /// <summary>
    /// Mules by the money that comes in: beside whoever has the most payers of 30 days, as many lines flagged.
    /// </summary>
    private static void Mules(Report report, string label, WorldScores scores)
    {
        var degree = scores.InDegree();
        bool Is(int number) => scores.KindOf(number) == "mule";
        var (ours, theirs) = (
            scores.Ranked.EventsFlagged(Is, debit: false), degree.EventsFlagged(Is, debit: false));
        report.Figure($"{label}: mules flagged when money comes in", ours, "", Invariant(
            $"payers of 30 days: {theirs:0.000}; {scores.CreditsFlagged} credits"));
    }

    private static void ThirdPayments(Report report, string label, WorldScores scores)
    {
        var (all, flagged) = (0, 0);
        for (var i = 0; i < scores.Judged.Count; i++)
        {
            if (scores.Third[i] && scores.Judged[i].Event < 0)
            {
                all++;
                flagged += scores.Ranked.Flagged[i] ? 1 : 0;
            }
        }

        report.AtMost($"{label}: genuine third payments flagged", flagged / (double)all, "", 0.02, Invariant(
            $"{flagged} of {all}; same payee, rhythm of six days or more, a like amount"));
    }

    private static double ScamsAboveBills(WorldScores scores, double[] by)
    {
        var (bills, scams) = (new Dictionary<int, double>(), new Dictionary<int, (int Account, double Score)>());
        for (var i = 0; i < by.Length; i++)
        {
            var line = scores.Judged[i];
            if (line.Event >= 0 && line.Planted && scores.KindOf(line.Event) is "scam" or "scam_repeated")
            {
                var highest = scams.GetValueOrDefault(line.Event, (line.Account, double.MinValue)).Item2;
                scams[line.Event] = (line.Account, Math.Max(highest, by[i]));
            }
            else if (line.Debit && Bills.Contains(scores.World.Truth(scores.World.Lines[i]).Kind))
            {
                bills[line.Account] = Math.Max(bills.GetValueOrDefault(line.Account), by[i]);
            }
        }

        return scams.Values.Average(scam =>
            scam.Score > bills.GetValueOrDefault(scam.Account) ? 1.0 : 0.0);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
