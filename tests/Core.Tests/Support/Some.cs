using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Support;

/// <summary>Valid values of which a test names only what matters to it.</summary>
internal static class Some
{
    public const long Hour = 3_600_000;
    public const long Day = 24 * Hour;

    /// <summary>Monday, 2025-06-02, noon UTC.</summary>
    public const long Noon = 1_748_865_600_000;

    public static readonly ReferenceTables Tables = new(PopulationTable.Shipped, Policy.Standard);

    public static Currency Currency(string code = "MYR") =>
        Core.Transactions.Currency.TryParse(code, out var currency) ? currency : throw new ArgumentException(code);

    public static byte[] State(string currency = "MYR", int openedDay = 0)
    {
        var state = new byte[AccountState.Size];
        AccountState.Initialize(state, Currency(currency).Number, openedDay);
        return state;
    }

    public static Transaction Transaction(
        string id = "T-1", long at = Noon, long amount = 5_000, Direction direction = Direction.Debit,
        TransactionStatus status = TransactionStatus.Booked, string currency = "MYR", string? category = null,
        string? channel = "card", string? country = null, long? balance = null, int mcc = 0, bool dayOnly = false,
        ExchangeRate? fx = null, string? device = null) => new()
        {
            Id = id,
            At = at,
            AmountMinor = amount,
            Direction = direction,
            Status = status,
            Currency = Currency(currency),
            Category = category,
            Channel = channel,
            Country = country,
            BalanceMinor = balance,
            Mcc = mcc,
            DayOnly = dayOnly,
            Fx = fx,
            Device = device,
        };

    /// <summary>What an engine would observe of the transaction: UTC, arrived as it happened.</summary>
    public static DecisionInputs Inputs(
        Transaction transaction, long sequence, ulong counterparty = 0, PriorLifecycle prior = default,
        CounterpartyStatistics figures = default, bool history = false) => new()
        {
            Sequence = sequence,
            ArrivedAt = transaction.At,
            CivilDay = (int)(transaction.At / Day),
            OffsetMinutes = 0,
            Identity = Identity(transaction.Id, transaction.Status),
            Content = (ulong)sequence * 31,
            Counterparty = counterparty,
            Prior = prior,
            Figures = figures,
            PopulationVersion = 0,
            PolicyVersion = 1,
            History = history,
        };

    public static ulong Identity(string id, TransactionStatus status) =>
        (Core.Numerics.StateHash.Of(System.Text.Encoding.UTF8.GetBytes(id)) & ~7UL) | (ulong)status;
}
