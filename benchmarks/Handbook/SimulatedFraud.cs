using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// The simulator's three kinds of fraud: amounts above 220; two terminals a day that are abused for four weeks; three
/// customers a day whose card is used for two weeks, for five times what they pay.
/// </summary>
internal static class SimulatedFraud
{
    private const double Obvious = 220;
    private const int TerminalsPerDay = 2, TerminalDays = 28;
    private const int HoldersPerDay = 3, HolderDays = 14, OneOf = 3, Times = 5;

    public static void Commit(Draw draw, SimulatedPayment[] payments, SimulatedSize size)
    {
        foreach (var payment in payments.Where(static payment => payment.Amount > Obvious))
        {
            payment.Scenario = 1;
        }

        var atTerminal = payments.ToLookup(static payment => payment.Terminal);
        for (var day = 0; day < size.Days; day++)
        {
            foreach (var payment in Drawn(draw, TerminalsPerDay, size.Terminals)
                .SelectMany(terminal => Within(atTerminal[terminal], day, TerminalDays)))
            {
                payment.Scenario = 2;
            }
        }

        var ofHolder = payments.ToLookup(static payment => payment.Holder);
        for (var day = 0; day < size.Days; day++)
        {
            var used = Drawn(draw, HoldersPerDay, size.Holders)
                .SelectMany(holder => Within(ofHolder[holder], day, HolderDays)).ToArray();
            foreach (var i in Drawn(draw, used.Length / OneOf, used.Length))
            {
                (used[i].Amount, used[i].Scenario) = (Math.Round(used[i].Amount * Times, 2), 3);
            }
        }
    }

    private static IEnumerable<SimulatedPayment> Within(
        IEnumerable<SimulatedPayment> payments, int first, int days) =>
        payments.Where(payment => payment.Day >= first && payment.Day < first + days);

    /// <summary>So many different numbers below a bound.</summary>
    private static int[] Drawn(Draw draw, int count, int bound)
    {
        var numbers = Enumerable.Range(0, bound).ToArray();
        draw.Shuffle(numbers);
        return numbers[..count];
    }
}

internal readonly record struct SimulatedSize(int Holders, int Terminals, int Days);
