using System.Globalization;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// Payments as the fraud handbook's simulator makes them, drawn anew from any seed by the rules that its authors
/// publish (chapter 3, "Transaction data simulator"). The file is one draw, and four weeks of one draw are judged by
/// luck too; nothing of the product or of its trainer knows these rules.
/// </summary>
internal static class SimulatedCards
{
    private const int Holders = 5_000, Terminals = 10_000;
    private const double Side = 100, Reach = 5;
    private const int DaySeconds = 86_400;
    private static readonly Currency Euro = Currency.FromNumber(978);

    public static IReadOnlyList<LabelledTransaction> Of(ulong seed, DayRange days)
    {
        var draw = new Draw(seed);
        var terminals = Places(draw, Terminals);
        var payments = Enumerable.Range(0, Holders)
            .SelectMany(holder => Paid(draw, holder, terminals, days.Days))
            .OrderBy(static payment => payment.At).ThenBy(static payment => payment.Holder).ToArray();
        SimulatedFraud.Commit(draw, payments, new SimulatedSize(Holders, Terminals, days.Days));
        return [.. payments.Select((payment, i) => Labelled(payment, i, days.First))];
    }

    /// <summary>
    /// A customer has a place, a mean amount and a mean number of payments a day, and pays at terminals nearby, around
    /// noon.
    /// </summary>
    private static IEnumerable<SimulatedPayment> Paid(
        Draw draw, int holder, (double X, double Y)[] terminals, int days)
    {
        var (x, y) = Places(draw, 1)[0];
        var (mean, perDay) = (draw.Between(5, 100), draw.Between(0, 4));
        var near = Enumerable.Range(0, terminals.Length)
            .Where(i => double.Hypot(terminals[i].X - x, terminals[i].Y - y) < Reach).ToArray();
        for (var day = 0; day < days && near.Length > 0; day++)
        {
            for (var left = draw.Poisson(perDay); left > 0; left--)
            {
                var second = (int)draw.Normal(DaySeconds / 2, 20_000);
                var amount = draw.Normal(mean, mean / 2);
                amount = amount < 0 ? draw.Between(0, 2 * mean) : amount;
                var terminal = near[draw.Below(near.Length)];
                if (second is > 0 and < DaySeconds)
                {
                    yield return new SimulatedPayment(day, second, holder, terminal) { Amount = Math.Round(amount, 2) };
                }
            }
        }
    }

    private static (double X, double Y)[] Places(Draw draw, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (draw.Between(0, Side), draw.Between(0, Side)))];

    private static LabelledTransaction Labelled(SimulatedPayment payment, int number, int firstDay) => new(
        new Transaction
        {
            Id = number.ToString(CultureInfo.InvariantCulture),
            At = ((firstDay * (long)DaySeconds) + payment.At) * 1_000,
            AmountMinor = (long)Math.Round(payment.Amount * 100),
            Currency = Euro,
            Direction = Direction.Debit,
            Counterparty = payment.Terminal.ToString(CultureInfo.InvariantCulture),
        },
        payment.Holder, payment.Scenario > 0, payment.Scenario > 0 ? $"scenario {payment.Scenario}" : "");
}
