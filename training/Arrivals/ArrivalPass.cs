using System.Text;
using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Counterparties;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Training.Arrivals;

/// <summary>
/// One pass over transactions in the order of their arrival, as the product would have met them: measured before they
/// are folded, by the same <see cref="Assessment"/> on the same state. A fraud is known when its delay is over and not
/// a second earlier; figures of counterparties are published once an hour.
/// </summary>
internal sealed class ArrivalPass(TimeSpan labelDelay)
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 86_400_000;

    private readonly Dictionary<int, byte[]> _states = [];
    private readonly Dictionary<ulong, byte[]> _parties = [];
    private readonly Dictionary<ulong, CounterpartyStatistics> _reference = [];
    private readonly PriorityQueue<LabelledTransaction, long> _labels = new();
    private readonly byte[] _population = new byte[PopulationCounts.Size];
    private ReferenceTables _tables = new(PopulationTable.Shipped, Policy.Standard);
    private long _publishedAt;
    private long _now;

    /// <summary>Days that make the population table which later ones are scored by; none by default.</summary>
    public DayRange Population { get; init; }

    /// <summary>Told of every decision in the order of arrival; nobody by default.</summary>
    public Action<LabelledTransaction, Decision>? Decided { get; init; }

    /// <summary>Rows keep the ids of their transactions.</summary>
    public bool Named { get; init; } = true;

    /// <summary>
    /// The days that are wanted; everything until then is folded, from the first transaction on, and everything behind
    /// them is read.
    /// </summary>
    public IEnumerable<MeasuredRow> Run(IEnumerable<LabelledTransaction> transactions, DayRange wanted)
    {
        var ended = false;
        foreach (var item in transactions)
        {
            ended |= item.Day >= wanted.End;
            if (ended)
            {
                continue;
            }

            _now = Math.Max(_now, item.Transaction.At);
            Publish();
            var row = Fold(item, wanted.Holds(item.Day));
            if (item.Fraud)
            {
                _labels.Enqueue(item, item.KnownAt(labelDelay));
            }

            if (row is not null)
            {
                yield return row;
            }
        }
    }

    private MeasuredRow? Fold(LabelledTransaction item, bool wanted)
    {
        var state = State(item);
        var party = Party(item);
        var inputs = Observe(item, AccountState.Sequence(state) + 1, party);
        var row = default(FeatureRow);
        if (wanted)
        {
            Assessment.Measure(ScoringVersions.Newest, state, item.Transaction, inputs, out row);
        }

        Assessment.Assess(ScoringVersions.Newest, state, item.Transaction, inputs, _tables, out var decision);
        Count(item, party, decision);
        Decided?.Invoke(item, decision);
        return wanted ? new MeasuredRow(item, row, decision, Named) : null;
    }

    private void Count(LabelledTransaction item, ulong party, in Decision decision)
    {
        if (party != 0)
        {
            CounterpartyCounts.AddTransaction(Counts(party), item.Day, (UInt128)item.Account, decision.MeetsFirst);
        }

        if (Population.Holds(item.Day))
        {
            PopulationCounts.Add(_population, decision.Bins);
        }
    }

    /// <summary>Once an hour: labels that have come in, and with them new figures of everything.</summary>
    private void Publish()
    {
        if (_now / HourMs == _publishedAt / HourMs)
        {
            return;
        }

        _publishedAt = _now;
        while (_labels.TryPeek(out var fraud, out var knownAt) && knownAt <= _now)
        {
            _labels.Dequeue();
            Label(fraud, knownAt);
        }

        _reference.Clear();
        if (Population.Days > 0 && _tables.Population.Version == 0 && _now / DayMs >= Population.End)
        {
            _tables = new ReferenceTables(PopulationCounts.Publish(_population, 1), Policy.Standard);
        }
    }

    private void Label(LabelledTransaction fraud, long knownAt)
    {
        if (Party(fraud) is not 0 and var party)
        {
            CounterpartyCounts.AddLabel(
                Counts(party),
                new LabelEvent(1, 1, 1, fraud.Day, party, LabelKind.Withdrawn, LabelKind.Fraud, knownAt),
                (UInt128)fraud.Account);
        }
    }

    private DecisionInputs Observe(LabelledTransaction item, long sequence, ulong party) => new()
    {
        Sequence = sequence,
        ArrivedAt = item.Transaction.At,
        CivilDay = item.Day,
        OffsetMinutes = 0,
        Identity = (Hash(item.Transaction.Id) & ~7UL) | (ulong)item.Transaction.Status,
        Content = Hash(item.Transaction.Id),
        Counterparty = party,
        Figures = Figures(party),
        PopulationVersion = _tables.Population.Version,
        PolicyVersion = _tables.Policy.Version,
    };

    private CounterpartyStatistics Figures(ulong party)
    {
        if (party == 0)
        {
            return default;
        }

        if (!_reference.TryGetValue(party, out var figures))
        {
            figures = CounterpartyCounts.Figures(
                Counts(party), (int)(_publishedAt / DayMs), (int)(_publishedAt / HourMs));
            _reference.Add(party, figures);
        }

        return figures;
    }

    private byte[] State(LabelledTransaction item)
    {
        if (!_states.TryGetValue(item.Account, out var state))
        {
            _states.Add(item.Account, state = new byte[AccountState.Size]);
            AccountState.Initialize(state, item.Transaction.Currency.Number, openedDay: 0);
        }

        return state;
    }

    private byte[] Counts(ulong party)
    {
        if (!_parties.TryGetValue(party, out var counts))
        {
            _parties.Add(party, counts = new byte[CounterpartyCounts.Size]);
            CounterpartyCounts.Initialize(counts);
        }

        return counts;
    }

    private static ulong Party(LabelledTransaction item) =>
        item.Transaction.Counterparty is { } name ? Hash(name) : 0;

    private static ulong Hash(string text) => StateHash.Of(Encoding.UTF8.GetBytes(text));
}

/// <param name="First">Days since 1970.</param>
internal readonly record struct DayRange(int First, int Days)
{
    /// <summary>The first day behind it.</summary>
    public int End => First + Days;

    public bool Holds(int day) => day >= First && day < End;
}
