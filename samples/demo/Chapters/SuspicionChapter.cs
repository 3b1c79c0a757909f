using OrleansRisk.Samples.Demo.Samples;
using OrleansRisk.Samples.Demo.Sending;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo.Chapters;

/// <summary>
/// The most suspicious card purchases, with the truth of the simulator beside, and what amounts alone would have found.
/// </summary>
internal static class SuspicionChapter
{
    private const int ReasonsShown = 2;

    public static void Tell(Screen screen, Traffic cards, Traffic lender)
    {
        screen.Chapter("The ten most suspicious card purchases");
        screen.Say("Scored without any label, each from what its account did before. Truth is the simulator's.");
        var most = cards.MostSuspicious();
        screen.Table(
            ["score", "when", "account", "amount", "usual", "truth", "why"],
            most.Take(Limits.Shown).Select(Row));
        var alone = AmountAlone.MostSuspicious(cards.Lines, Limits.MostSuspicious).ToList();
        screen.Say($"Fraud among these ten: {Fraud(most.Take(Limits.Shown).Select(s => s.Line))} of {Limits.Shown}; "
            + $"by amount alone: {Fraud(alone.Take(Limits.Shown))} of {Limits.Shown}.");
        screen.Say($"Among the first {Limits.MostSuspicious}: {Fraud(most.Select(s => s.Line))}; "
            + $"by amount alone: {Fraud(alone)}. "
            + $"In all {Figures.Count(Fraud(cards.Lines))} of {Figures.Count(cards.Lines.Count)} are fraud.");
        var planted = Events(lender.Lines);
        var found = Events(lender.MostSuspicious().Select(s => s.Line));
        screen.Say($"Of the {planted} events planted in the lender's sample, {found} have a line among its "
            + $"{Limits.MostSuspicious} most suspicious of {Figures.Count(lender.Lines.Count)}.");
    }

    /// <summary>Planted events: no account has two of them.</summary>
    private static int Events(IEnumerable<SampleLine> lines) =>
        lines.Where(l => l.Truth is not null).DistinctBy(l => l.Account).Count();

    private static IReadOnlyList<string> Row(Scored scored)
    {
        var (line, decision) = scored;
        var reasons = decision.Anomaly.Reasons;
        return
        [
            $"{decision.Anomaly.Score}",
            Figures.Day(line.At),
            line.Account,
            Figures.Money(line.Cents),
            reasons.FirstOrDefault(
                r => r.Code.StartsWith("amount.", StringComparison.Ordinal) && r.Usual is not null)?.Usual
                ?? reasons.FirstOrDefault(r => r.Usual is not null)?.Usual ?? "",
            line.Truth ?? "genuine",
            string.Join("; ", reasons.Take(ReasonsShown).Select(r => r.Text)),
        ];
    }

    private static int Fraud(IEnumerable<SampleLine> lines) => lines.Count(l => l.Truth is not null);
}
