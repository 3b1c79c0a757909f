using OrleansRisk.Samples.Demo.Samples;
using OrleansRisk.Samples.Demo.Sending;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo.Chapters;

/// <summary>The most suspicious card purchases, with the truth of the simulator beside, and what amounts alone would have found.</summary>
internal static class SuspicionChapter
{
    public static void Tell(Screen screen, Traffic cards, Traffic lender)
    {
        screen.Chapter("The ten most suspicious card purchases");
        screen.Say("Scored without any label, each from what its account did before. Truth is the simulator's.");
        var most = cards.MostSuspicious();
        screen.Table(
            ["score", "when", "account", "amount", "why", "usual", "truth"],
            most.Take(Limits.Shown).Select(Row));
        var alone = AmountAlone.MostSuspicious(cards.Lines, Limits.MostSuspicious).ToList();
        screen.Say($"Fraud among these ten: {Fraud(most.Take(Limits.Shown).Select(s => s.Line))} of {Limits.Shown}; "
            + $"by amount alone: {Fraud(alone.Take(Limits.Shown))} of {Limits.Shown}.");
        screen.Say($"Among the first {Limits.MostSuspicious}: {Fraud(most.Select(s => s.Line))}; "
            + $"by amount alone: {Fraud(alone)}. "
            + $"In all {Figures.Count(Fraud(cards.Lines))} of {Figures.Count(cards.Lines.Count)} are fraud.");
        var planted = lender.Lines.Count(l => l.Truth is not null);
        var found = lender.MostSuspicious().Count(s => s.Line.Truth is not null);
        screen.Say($"Of the {planted} lines planted in the lender's sample, {found} are among its {Limits.MostSuspicious} "
            + $"most suspicious of {Figures.Count(lender.Lines.Count)}.");
    }

    private static IReadOnlyList<string> Row(Scored scored)
    {
        var (line, decision) = scored;
        var reason = decision.Anomaly.Reasons.Count > 0 ? decision.Anomaly.Reasons[0] : null;
        return
        [
            $"{decision.Anomaly.Score}",
            Figures.Day(line.At),
            line.Account,
            Figures.Money(line.Cents),
            reason?.Text ?? "",
            reason?.Usual ?? "",
            line.Truth ?? "genuine",
        ];
    }

    private static int Fraud(IEnumerable<SampleLine> lines) => lines.Count(l => l.Truth is not null);
}
