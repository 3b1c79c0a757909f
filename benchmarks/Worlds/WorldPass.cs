using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Counterparties;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>
/// One pass of core over a lender's lines in the order they are sent, as a tenant without labels and without a model
/// meets them: figures of counterparties by the hour, the population table anew every day, categories by the country's
/// pack where there is one.
/// </summary>
internal sealed class WorldPass(ushort scoringVersion, CategoryRules rules)
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 86_400_000;

    private readonly Dictionary<string, byte[]> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, byte[]> _parties = [];
    private readonly Dictionary<ulong, CounterpartyStatistics> _figures = [];
    private readonly Dictionary<string, PriorLifecycle> _lives = new(StringComparer.Ordinal);
    private readonly byte[] _population = new byte[PopulationCounts.Size];
    private ReferenceTables _tables = new(PopulationTable.Shipped, Policy.Standard);
    private long _hour;
    private long _day;

    /// <summary>Days since 1970 on which the lender opened each account; none by default.</summary>
    public Func<string, int> OpenedDay { get; init; } = static _ => 0;

    /// <summary>Each account by itself: no figures of counterparties, and the population that core ships.</summary>
    public bool Alone { get; init; }

    /// <summary>Told of each line with the state behind it and what was decided.</summary>
    public Action<WireLine, byte[], Decision>? Decided { get; init; }

    /// <summary>Told of each line with the state before it.</summary>
    public Action<WireLine, byte[]>? Before { get; init; }

    public IReadOnlyDictionary<string, byte[]> States => _states;

    public void Run(IEnumerable<WireLine> lines)
    {
        foreach (var line in lines)
        {
            Publish(line.Transaction.At);
            var state = State(line);
            Before?.Invoke(line, state);
            var inputs = Inputs(line, AccountState.Sequence(state) + 1);
            Assessment.Assess(scoringVersion, state, line.Transaction, inputs, _tables, out var decision);
            Count(line, decision);
            Decided?.Invoke(line, state, decision);
        }
    }

    private void Count(WireLine line, in Decision decision)
    {
        PopulationCounts.Add(_population, decision.Bins);
        if (line.Counterparty != 0)
        {
            CounterpartyCounts.AddTransaction(
                Counts(line.Counterparty), line.CivilDay, WireFile.Hash(line.Account), decision.MeetsFirst);
        }

        var (transaction, seen) = (line.Transaction, _lives.GetValueOrDefault(line.Transaction.Id));
        var booked = transaction.Status == TransactionStatus.Booked;
        _lives[transaction.Id] = new PriorLifecycle(
            (byte)(seen.Seen | (1 << (int)transaction.Status)), booked ? line.CivilDay : seen.BookedDay,
            booked ? transaction.AmountMinor : seen.BookedMinor);
    }

    private void Publish(long at)
    {
        if (at / HourMs > _hour)
        {
            _hour = at / HourMs;
            _figures.Clear();
        }

        if (at / DayMs > _day && !Alone)
        {
            _day = at / DayMs;
            _tables = _tables with
            {
                Population = PopulationCounts.Publish(_population, _tables.Population.Version + 1),
            };
        }
    }

    private DecisionInputs Inputs(WireLine line, long sequence) => new()
    {
        Sequence = sequence,
        ArrivedAt = line.Transaction.At,
        CivilDay = line.CivilDay,
        OffsetMinutes = line.OffsetMinutes,
        Identity = (WireFile.Hash(line.Transaction.Id) & ~7UL) | (ulong)line.Transaction.Status,
        Content = (ulong)sequence,
        Counterparty = line.Counterparty,
        Prior = _lives.GetValueOrDefault(line.Transaction.Id),
        Figures = Figures(line.Counterparty),
        PopulationVersion = _tables.Population.Version,
        PolicyVersion = _tables.Policy.Version,
        Category = RuleObservation.Of(rules, line.Transaction).Category,
        CategoryRulesVersion = rules.Version,
    };

    private CounterpartyStatistics Figures(ulong party)
    {
        if (party == 0 || Alone)
        {
            return default;
        }

        if (!_figures.TryGetValue(party, out var figures))
        {
            figures = CounterpartyCounts.Figures(Counts(party), (int)_day, (int)_hour);
            _figures.Add(party, figures);
        }

        return figures;
    }

    private byte[] State(WireLine line)
    {
        if (!_states.TryGetValue(line.Account, out var state))
        {
            _states.Add(line.Account, state = new byte[AccountState.Size]);
            AccountState.Initialize(state, line.Transaction.Currency.Number, OpenedDay(line.Account));
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
}
