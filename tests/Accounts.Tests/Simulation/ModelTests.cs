using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Tests.Simulation;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Accounts.Tests.Simulation;

/// <summary>
/// The whole engine beside the obvious account, which keeps every transaction in a list and recomputes: half a year on
/// a clock of the test's, with duplicates, late arrivals, later statuses, batches of any size, restarts, deactivation,
/// and a journal that refuses, conflicts and forgets to answer.
/// </summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const int Steps = 350;
    private const long ZoneMs = 8 * 3_600_000, DayMs = 86_400_000; // Kuala Lumpur, which knows no summer time
    private static readonly string[] Accounts = ["model-1", "model-2", "model-3"];

    private static readonly Fault[] Faults =
        [Fault.NotRecorded, Fault.Conflict, Fault.UnknownCommitted, Fault.UnknownLost, Fault.Throws];

    [Theory]
    [InlineData(7)]
    [InlineData(2_026)]
    [InlineData(6_448_853)]
    [InlineData(9_192_162)] // an expiry that outlived its authorisation in the ring
    [InlineData(16_555_010)] // a reversal refused in a try that recorded its booking and was never answered
    public Task Engine_WhateverHappens_AgreesWithTheObviousAccount(int seed) => Run(seed);

    [Fact]
    public Task Engine_FreshSeed_AgreesWithTheObviousAccount() => Run(Environment.TickCount);

    private Task Run(int seed) => Seeds.Run(seed, async random =>
    {
        await using var engine = await VolatileEngine.Create(new EngineOptions
        {
            Accounts = new AccountOptions { SnapshotEvery = 9, SnapshotOnDeactivation = 3 },
            AccountsInMemory = 2,
        });
        engine.Journal.FaultOf = (_, _) => random.Next(4) == 0 ? Faults[random.Next(Faults.Length)] : Fault.None;
        var models = Accounts.ToDictionary(account => account, _ => new Modelled());
        var (again, repeated) = (0, 0);
        for (var step = 0; step < Steps; step++)
        {
            await Disturb(engine, random);
            var account = Accounts[random.Next(Accounts.Length)];
            var batch = models[account].Next(random, engine.Time.GetUtcNow().ToUnixTimeMilliseconds());
            var (answers, tries) = await Send(engine, account, batch);
            again += tries;
            repeated += models[account].Take(batch, answers);
            Agreement.Check(await State(engine, account), models[account].Obvious);
        }

        var months = engine.Journal.All(engine.Tenant, engine.Key(Accounts[0]))
            .Select(record => record.Month).Distinct().Count();
        output.WriteLine(
            $"seed {seed}: {models.Values.Sum(model => model.Recorded)} recorded over {months} months, {repeated} "
            + $"answered again, {again} batches sent again");
        Assert.True(months >= 4 && again > 50 && repeated > 50, "the simulation was too kind");
    });

    /// <summary>As it would be read by whoever comes next: from the snapshot and the records behind it.</summary>
    private static async Task<byte[]> State(VolatileEngine engine, string account)
    {
        var loading = await new AccountLoader(engine.Services, engine.Tenant, engine.Key(account)).Load(default);
        return Assert.IsType<Loading.Loaded>(loading).Account.State;
    }

    private static async Task<(IReadOnlyList<Answer> Answers, int Tries)> Send(
        VolatileEngine engine, string account, List<Transaction> batch)
    {
        for (var tries = 0; ; tries++)
        {
            Assert.True(tries < 100, "never answered");
            var outcome = await engine.Account(account).Assess(engine.Caller(), new TransactionBatch(account, batch));
            if (outcome.Value is { } answered)
            {
                return (answered.Answers, tries);
            }

            Assert.True(outcome.Failure is Failure.Retry or Failure.Unknown, outcome.ToString());
        }
    }

    private static async Task Disturb(VolatileEngine engine, Random random)
    {
        engine.Time.Advance(TimeSpan.FromMinutes(random.Next(1, 60 * 12)));
        switch (random.Next(30))
        {
            case 0:
                await engine.Restart();
                break;
            case 1:
                engine.Time.Advance(TimeSpan.FromDays(random.Next(1, 25)));
                break;
            default:
                break; // with so little memory accounts are put out all the time
        }
    }

    /// <summary>What is sent for one account, and the obvious account beside it.</summary>
    private sealed class Modelled
    {
        private readonly List<Transaction> _sent = [];
        private int _ids;

        public ObviousAccount Obvious { get; } = new();

        public int Recorded { get; private set; }

        public List<Transaction> Next(Random random, long now) =>
            [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => One(random, now))];

        /// <summary>Compares answers with what the list says, and takes what is new into it.</summary>
        public int Take(List<Transaction> batch, IReadOnlyList<Answer> answers)
        {
            var repeated = 0;
            foreach (var lost in Lost(batch, answers))
            {
                Accept(lost);
            }

            for (var i = 0; i < batch.Count; i++)
            {
                if (Ends(batch[i]) is { } code)
                {
                    Assert.Equal(code, Assert.IsType<Answer.Refused>(answers[i]).Code);
                    _sent.Remove(batch[i]); // later on, the ring may have forgotten what spoke against it
                    continue;
                }

                var decided = Assert.IsType<Answer.Decided>(answers[i]);
                var inputs = decided.Entry.Inputs;
                if (Obvious.Knows(inputs.Identity))
                {
                    Assert.True(decided.Duplicate, "a known transaction was decided again");
                    Assert.Equal(Obvious.ContentOf(inputs.Identity), inputs.Content);
                    repeated++;
                    continue;
                }

                Accept(new DecidedTransaction(batch[i], decided.Entry));
            }

            return repeated;
        }

        /// <summary>
        /// What an earlier try of the batch recorded and nobody was told of. It came before all of the try that was
        /// answered: a reversal that the first refused, its booking further down the batch, is right in the second.
        /// </summary>
        private List<DecidedTransaction> Lost(List<Transaction> batch, IReadOnlyList<Answer> answers)
        {
            var now = answers.OfType<Answer.Decided>().Where(answer => !answer.Duplicate)
                .Select(answer => answer.Entry.Inputs.Sequence).ToHashSet();
            return [.. batch.Zip(answers).Where(sent => sent.Second is Answer.Decided)
                .Select(sent => new DecidedTransaction(sent.First, ((Answer.Decided)sent.Second).Entry))
                .OrderBy(entry => entry.Inputs.Sequence)
                .Where(entry => !now.Contains(entry.Inputs.Sequence) && !Obvious.Knows(entry.Inputs.Identity))
                .DistinctBy(entry => entry.Inputs.Sequence)];
        }

        private void Accept(DecidedTransaction entry)
        {
            var (transaction, inputs) = (entry.Transaction, entry.Inputs);
            Assert.Equal(++Recorded, inputs.Sequence);
            Assert.Equal((transaction.At + ZoneMs) / DayMs, inputs.CivilDay);
            var prior = Obvious.PriorOf(transaction.Id);
            Assert.Equal(prior.Seen, inputs.Prior.Seen);
            if (transaction.Status is TransactionStatus.Reversed or TransactionStatus.Expired)
            {
                Assert.Equal(prior, inputs.Prior); // only these give money back, and ask for what was booked
            }

            Obvious.Accept(transaction, inputs);
        }

        /// <summary>
        /// What is past its status, where it is not known already: here every lifecycle has one id, and a reversal is
        /// whole.
        /// </summary>
        private string? Ends(Transaction transaction)
        {
            var seen = Obvious.PriorOf(transaction.Id).Seen;
            bool Has(TransactionStatus status) => (seen & (1 << (int)status)) != 0;
            var over = Has(TransactionStatus.Reversed) || transaction.Status switch
            {
                TransactionStatus.Reversed => Has(TransactionStatus.Expired) && !Has(TransactionStatus.Booked),
                TransactionStatus.Expired => Has(TransactionStatus.Booked),
                _ => false,
            };
            return over && !Has(transaction.Status) ? "status_out_of_order" : null;
        }

        /// <summary>A new one, late or not; a later status of an earlier one; or the very same again.</summary>
        private Transaction One(Random random, long now)
        {
            var earlier = _sent.Count == 0 ? null : _sent[^random.Next(1, Math.Min(_sent.Count, 15) + 1)];
            var next = random.Next(10) switch
            {
                0 when earlier is not null => earlier,
                1 when _sent.Count > 40 => _sent[random.Next(_sent.Count - 40)], // the ring has forgotten it
                2 or 3 when earlier is not null => Later(random, earlier, now),
                _ => Fresh(random, now),
            };
            if (!_sent.Contains(next))
            {
                _sent.Add(next);
            }

            return next;
        }

        private Transaction Later(Random random, Transaction earlier, long now)
        {
            var status = (TransactionStatus)random.Next(2, 5);
            return _sent.Find(each => each.Id == earlier.Id && each.Status == status)
                ?? earlier with { Status = status, At = now, BalanceMinor = null };
        }

        private Transaction Fresh(Random random, long now)
        {
            var late = random.Next(6) == 0 ? random.Next(8 * 24) * 3_600_000L : random.Next(600_000);
            return Some.Transaction(
                $"m-{_ids++}", at: now - late, amount: random.Next(1, 50_000) / 100m,
                direction: random.Next(5) == 0 ? Direction.Credit : Direction.Debit,
                status: random.Next(3) == 0 ? TransactionStatus.Authorised : TransactionStatus.Booked,
                counterparty: $"shop {random.Next(60)}") with
            {
                BalanceMinor = random.Next(10) == 0 ? random.Next(1_000_000) - 100_000 : null,
            };
        }
    }
}
