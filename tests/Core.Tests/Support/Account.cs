using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Support;

/// <summary>
/// An account under test: numbers its transactions and remembers what an engine would of their earlier statuses.
/// </summary>
internal sealed class Account(
    string currency = "MYR", int openedDay = 0, ushort scoringVersion = ScoringVersions.Three)
{
    private readonly Dictionary<string, PriorLifecycle> _lives = [];
    private readonly Dictionary<string, byte> _booked = [];

    public byte[] State { get; } = Some.State(currency, openedDay);

    public long Sequence { get; private set; }

    public AccountHeader Header => new(State);

    public DailyRing Days => new(State);

    public MonthRing Months => new(State);

    public AccountSummary Summary => AccountState.Summarize(State);

    public Decision Assess(
        Transaction transaction, ulong counterparty = 0, bool history = false, ReferenceTables? tables = null,
        CounterpartyStatistics figures = default, byte category = 0)
    {
        var prior = _lives.GetValueOrDefault(transaction.Id);
        var inputs = Some.Inputs(transaction, ++Sequence, counterparty, prior, figures, history) with
        {
            Category = category != 0 ? category : _booked.GetValueOrDefault(transaction.Id),
            Noted = new BookingNotes(0, transaction.Status == TransactionStatus.Reversed && prior.Seen != 0
                && Money.InAccountCurrency(transaction, Header.Currency) > prior.BookedMinor),
        };
        Assessment.Assess(scoringVersion, State, transaction, inputs, tables ?? Some.Tables, out var decision);
        var booked = transaction.Status == TransactionStatus.Booked;
        _ = booked && (_booked[transaction.Id] = decision.ObservedCategory) > 0;
        _lives[transaction.Id] = new(
            (byte)(prior.Seen | (1 << (int)transaction.Status)),
            booked ? inputs.CivilDay : prior.BookedDay,
            booked ? Money.InAccountCurrency(transaction, Header.Currency) ?? 0 : prior.BookedMinor);
        return decision;
    }

    /// <summary>Every feature of a transaction that has not come yet.</summary>
    public FeatureRow Measure(
        Transaction transaction, ulong counterparty = 0, CounterpartyStatistics figures = default, byte category = 0)
    {
        var prior = _lives.GetValueOrDefault(transaction.Id);
        var inputs = Some.Inputs(transaction, Sequence + 1, counterparty, prior, figures) with
        {
            Category = category,
        };
        Assessment.Measure(scoringVersion, State, transaction, inputs, out var row);
        return row;
    }

    /// <summary>Ordinary payments, some a day, on the days before that of <see cref="Some.Noon"/>.</summary>
    public Account WithHabit(int days = 40, int perDay = 2, long amount = 5_000)
    {
        for (var i = days * perDay; i > 0; i--)
        {
            var at = Some.Noon - Some.Day - ((i - 1) * Some.Day / perDay);
            Assess(Some.Transaction($"habit-{i}", at, amount + (i % 7 * 100)), counterparty: 1 + (ulong)(i % 3));
        }

        return this;
    }
}
