using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Benchmarks.Core;

/// <summary>
/// Transactions of many accounts with skewed use, made beforehand so that only core is timed. Seeded: every run
/// assesses the same.
/// </summary>
internal sealed class CoreLoad
{
    private static readonly string[] Channels = ["card", "transfer", "cash"];
    private static readonly int[] Codes = [5411, 5812, 5541, 4900, 6011, 5999, 7995, 4111];

    /// <param name="accounts">How many accounts there are.</param>
    /// <param name="transactions">How many transactions, of all accounts together.</param>
    /// <param name="seed">Of everything that is drawn.</param>
    /// <param name="even">Every account once a round, instead of a few with most of the traffic.</param>
    public CoreLoad(int accounts, int transactions, ulong seed, bool even = false)
    {
        var random = new Random((int)seed);
        States = new byte[accounts][];
        for (var i = 0; i < accounts; i++)
        {
            States[i] = new byte[AccountState.Size];
            Begin(States[i]);
        }

        var sequences = new long[accounts];
        var clocks = new long[accounts];
        Array.Fill(clocks, Start);
        for (var i = 0; i < transactions; i++)
        {
            // Squaring a uniform number gives a few accounts most of the traffic.
            var u = random.NextDouble();
            var account = even ? i % accounts : (int)(u * u * accounts);
            clocks[account] += random.Next(60_000, 40_000_000);
            Items.Add(Make(account, ++sequences[account], clocks[account], random));
        }
    }

    private static readonly Currency Ringgit = Currency.FromNumber(458);

    public const long Start = 1_735_689_600_000; // 2025-01-01

    public const int FirstDay = (int)(Start / 86_400_000);

    public byte[][] States { get; }

    public List<(int Account, Transaction Transaction, DecisionInputs Inputs)> Items { get; } = [];

    public static ReferenceTables Tables { get; } = new(PopulationTable.Shipped, Policy.Standard);

    /// <summary>What an account's state is before its first transaction.</summary>
    public static void Begin(byte[] state) => AccountState.Initialize(state, Ringgit.Number, 17_000);

    private static (int, Transaction, DecisionInputs) Make(
        int account, long sequence, long at, Random random)
    {
        var party = (ulong)random.Next(1, 400);
        var amount = (long)Math.Exp(6 + (random.NextDouble() * 5));
        var transaction = new Transaction
        {
            Id = $"T{account}-{sequence}",
            At = at,
            AmountMinor = amount,
            Currency = Ringgit,
            Direction = random.Next(10) == 0 ? Direction.Credit : Direction.Debit,
            Counterparty = $"shop {party}",
            Mcc = Codes[random.Next(Codes.Length)],
            Channel = Channels[random.Next(Channels.Length)],
            Country = "MY",
            BalanceMinor = 250_000,
        };
        var inputs = new DecisionInputs
        {
            Sequence = sequence,
            ArrivedAt = at + 1_000,
            CivilDay = (int)(at / 86_400_000),
            OffsetMinutes = 480,
            Identity = ((ulong)random.NextInt64() & ~7UL) | 2,
            Content = (ulong)random.NextInt64(),
            Counterparty = party * 0x9E3779B97F4A7C15,
            Figures = new CounterpartyStatistics
            {
                Known = true,
                Version = 1,
                RiskPpm = 2_000,
                DaysSinceFraud = -1,
                EventsIn30Days = 400,
                Accounts = 90,
            },
            PopulationVersion = 0,
            PolicyVersion = 1,
        };
        return (account, transaction, inputs);
    }

    /// <summary>
    /// Assesses them by a model of the tenant's; reasons for alerts alone. The scores are kept where wanted.
    /// </summary>
    public int Run(IScoringModel model, int[]? scores = null)
    {
        var alerts = 0;
        var tables = Tables with { ModelDeployment = new ModelDeployment(1, 0, new NamedModel("", model), [], null) };
        for (var i = 0; i < Items.Count; i++)
        {
            var (account, transaction, inputs) = Items[i];
            Assessment.Assess(ScoringVersions.Newest, States[account], transaction, inputs, tables, out var decision);
            alerts += decision.Anomaly.ReasonCount > 0 ? 1 : 0;
            if (scores is not null)
            {
                scores[i] = decision.Anomaly.Score;
            }
        }

        return alerts;
    }

    /// <summary>Assesses the items once, in order; the number flagged, so that nothing is optimised away.</summary>
    public int Run(bool hash)
    {
        var flagged = 0;
        ulong sum = 0;
        foreach (var (account, transaction, inputs) in Items)
        {
            Assessment.Assess(ScoringVersions.Newest, States[account], transaction, inputs, Tables, out var decision);
            flagged += decision.Anomaly.Score >= Tables.Policy.ReviewAt ? 1 : 0;
            if (hash)
            {
                sum ^= AccountState.Hash(States[account]);
            }
        }

        return flagged + (sum == 42 ? 1 : 0);
    }
}
