using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;
using Xunit.Abstractions;

namespace OrleansRisk.Core.Tests.Simulation;

/// <summary>
/// Core beside the obvious account: duplicates, late arrivals, status changes, months passing. Every run prints its
/// seed.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Steps = 600;

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(2_026)]
    [InlineData(6_448_853)]
    public void Simulation_FixedSeed_AgreesWithTheObviousAccount(ulong seed) => Run(seed);

    [Fact]
    public void Simulation_FreshSeed_AgreesWithTheObviousAccount() => Run((ulong)Environment.TickCount64);

    [Fact]
    public void Simulation_SameSeedTwice_GivesTheSameBytes() => Assert.Equal(Run(42), Run(42));

    private byte[] Run(ulong seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Seeded(seed);
        var (state, model) = (Some.State(), new ObviousAccount());
        var (clock, sequence) = (Some.Noon, 0L);
        var sent = new List<Transaction>();
        for (var step = 0; step < Steps; step++)
        {
            clock += random.Below(10) switch
            {
                0 => random.Below(40) * Some.Day,
                < 4 => random.Below(30) * Some.Hour,
                _ => random.Below(2 * (int)Some.Hour),
            };
            var transaction = Next(random, clock, sent);
            sent.Add(transaction);
            sequence = Arrive(state, model, transaction, sequence);
            Agreement.Check(state, model);
        }

        AccountState.Check(state);
        return state;
    }

    /// <summary>A new one, late or not; a later status of an earlier one; or the very same again.</summary>
    private static Transaction Next(Seeded random, long clock, List<Transaction> sent)
    {
        var earlier = sent.Count == 0 ? null : sent[^(1 + random.Below(Math.Min(sent.Count, 50)))];
        switch (random.Below(10))
        {
            case 0 when earlier is not null:
                return earlier;
            case 1 or 2 when earlier is not null:
                var status = (TransactionStatus)(1 + random.Below(4));
                var first = sent.Find(each => each.Id == earlier.Id)!;
                return status == first.Status
                    ? first
                    : first with
                    {
                        Status = status,
                        At = first.At + ((int)status * 9 * Some.Hour),
                        BalanceMinor = null
                    };
            default:
                var late = random.Chance(0.15) ? random.Below(8 * 24) * Some.Hour : random.Below(600_000);
                return Some.Transaction(
                    $"S{sent.Count}", clock - late, random.Below(50_000),
                    random.Chance(0.2) ? Direction.Credit : Direction.Debit,
                    random.Chance(0.3) ? TransactionStatus.Authorised : TransactionStatus.Booked,
                    balance: random.Chance(0.1) ? random.Below(1_000_000) - 100_000 : null);
        }
    }

    private static long Arrive(byte[] state, ObviousAccount model, Transaction transaction, long sequence)
    {
        var identity = Some.Identity(transaction.Id, transaction.Status);
        var match = AccountState.Find(state, identity, transaction.At);
        if (match.Kind == IdentityKind.New)
        {
            Assert.False(model.Knows(identity), "the ring called a known identity new");
        }

        if (model.Knows(identity))
        {
            if (match.Kind == IdentityKind.Known)
            {
                Assert.Equal(model.ContentOf(identity), match.Content);
            }

            return sequence; // answered again, never folded twice
        }

        Assert.NotEqual(IdentityKind.Known, match.Kind);
        var inputs = Some.Inputs(transaction, sequence + 1, prior: model.PriorOf(transaction.Id));
        Assessment.Assess(ScoringVersions.Newest, state, transaction, inputs, Some.Tables, out _);
        model.Accept(transaction, inputs);
        return sequence + 1;
    }
}
