using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Counterparties;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Handbook;

/// <summary>
/// The handbook's payments through core in the order of their arrival, as the product would see them: frauds become
/// known seven days later, figures of terminals are an hour old.
/// </summary>
internal sealed class HandbookStream
{
    private const long LabelDelay = 7 * 86_400;
    private const long Hour = 3_600;
    private static readonly Currency Euro = Some.Currency("EUR");

    private readonly Dictionary<int, byte[]> _states = [];
    private readonly Dictionary<int, byte[]> _terminals = [];
    private readonly Dictionary<int, CounterpartyStatistics> _figures = [];
    private readonly Queue<CardPayment> _frauds = [];
    private long _publishedAt;

    /// <summary>Every payment with its decision by the tables in force.</summary>
    public IEnumerable<(CardPayment Payment, Decision Decision)> Run(
        ushort scoringVersion, Func<CardPayment, ReferenceTables> tables)
    {
        foreach (var payment in HandbookFiles.Payments)
        {
            Publish(payment.At);
            var state = Of(_states, payment.Card, static () => Some.State("EUR"));
            Assess(state, payment, Figures(payment), tables(payment), scoringVersion, out var decision);
            CounterpartyCounts.AddTransaction(
                Terminal(payment.Terminal), CivilDay(payment), (UInt128)payment.Card, decision.MeetsFirst);
            if (payment.Fraud)
            {
                _frauds.Enqueue(payment);
            }

            yield return (payment, decision);
        }
    }

    public static void Assess(
        byte[] state, CardPayment payment, CounterpartyStatistics figures, ReferenceTables tables,
        ushort scoringVersion,
        out Decision decision)
    {
        var transaction = new Transaction
        {
            Id = payment.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            At = payment.At * 1_000,
            AmountMinor = payment.Amount,
            Currency = Euro,
            Direction = Direction.Debit,
        };
        var inputs = Some.Inputs(
            transaction, AccountState.Sequence(state)
                + 1, Party(payment.Terminal), default, figures.For(scoringVersion));
        Assessment.Assess(scoringVersion, state, transaction, inputs, tables, out decision);
    }

    private static ulong Party(int terminal) => ((ulong)terminal + 1) * 0x9E3779B97F4A7C15;

    private static int CivilDay(CardPayment payment) => (int)(payment.At / 86_400);

    /// <summary>Once an hour: labels that have come in, and with them new figures of everything.</summary>
    private void Publish(long now)
    {
        if (now / Hour == _publishedAt / Hour)
        {
            return;
        }

        _publishedAt = now;
        while (_frauds.TryPeek(out var fraud) && fraud.At + LabelDelay <= now)
        {
            _frauds.Dequeue();
            CounterpartyCounts.AddLabel(
                Terminal(fraud.Terminal),
                new LabelEvent(
                    1, 1, 1, CivilDay(fraud), Party(fraud.Terminal), LabelKind.Withdrawn, LabelKind.Fraud, now),
                (UInt128)fraud.Card);
        }

        _figures.Clear();
    }

    private CounterpartyStatistics Figures(CardPayment payment)
    {
        if (!_figures.TryGetValue(payment.Terminal, out var figures))
        {
            figures = CounterpartyCounts.Figures(
                Terminal(payment.Terminal), (int)(_publishedAt / 86_400), (int)(_publishedAt / Hour));
            _figures.Add(payment.Terminal, figures);
        }

        return figures;
    }

    private byte[] Terminal(int terminal) => Of(_terminals, terminal, static () =>
    {
        var counts = new byte[CounterpartyCounts.Size];
        CounterpartyCounts.Initialize(counts);
        return counts;
    });

    private static byte[] Of(Dictionary<int, byte[]> all, int key, Func<byte[]> make)
    {
        if (!all.TryGetValue(key, out var bytes))
        {
            all.Add(key, bytes = make());
        }

        return bytes;
    }
}
