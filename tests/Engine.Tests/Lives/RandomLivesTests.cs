using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Engine.Tests.Volatile;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Engine.Tests.Lives;

/// <summary>
/// Random lives of one account, under changing ids, in batches, with restarts, beside a model that keeps for each life
/// what was asked, booked and taken back, and knows nothing of rings, indexes or identities.
/// </summary>
public sealed class RandomLivesTests
{
    private const string Account = "A-1";
    private const int Steps = 500;

    [Theory]
    [InlineData(4)]
    [InlineData(1_848)]
    public Task Lives_Random_AreCountedAsTheModelSays(int seed) => Run(seed);

    [Fact]
    public Task Lives_OfAFreshSeed_AreCountedAsTheModelSays() => Run(Environment.TickCount);

    private static Task Run(int seed) => Seeds.Run(seed, async random =>
    {
        await using var engine = await VolatileEngine.Create(new EngineOptions
        {
            Accounts = new AccountOptions { SnapshotEvery = 11 },
        });
        var model = new Model(random);
        await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, [Some.Transaction(
            "open", at: Some.Moment - 1, amount: 1, direction: Direction.Credit) with { BalanceMinor = 0 }]));
        for (var step = 0; step < Steps;)
        {
            var (batch, expected) = (new List<Transaction>(), new List<string?>());
            for (var more = random.Next(1, 6); more > 0; more--, step++)
            {
                var (next, refusal) = model.Next(Some.Moment + (step * 1_000L));
                batch.Add(next);
                expected.Add(refusal);
            }

            var outcome = await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, batch));
            var answers = Expect.Done(outcome).Answers;
            Assert.Equal(expected, answers.Select(answer => (answer as Answer.Refused)?.Code));
            if (random.Next(20) == 0)
            {
                await engine.Restart();
            }
        }

        var state = await Lives.State(engine, Account);
        Assert.Equal((model.Begun + 1, -model.Booked), (Lives.Transactions(state), Lives.Balance(state)));
        Assert.Equal(model.Booked, Lives.SpentOn(state, (int)((Some.Moment + 28_800_000) / 86_400_000)));
        Assert.True(model.Refused > 20 && model.Begun > 50, "the lives were too short");
    });

    /// <summary>One life: its newest id, and what of its money is where.</summary>
    private sealed class Life
    {
        public List<string> Ids { get; } = [];

        public long? Asked { get; set; }

        public long? BookedMinor { get; set; }

        public long Back { get; set; }

        public bool Expired { get; set; }

        public bool Over => Back > 0 && Back >= (BookedMinor ?? Asked);
    }

    private sealed class Model(Random random)
    {
        private readonly List<Life> _lives = [];
        private int _ids;

        public int Begun => _lives.Count;

        public int Refused { get; private set; }

        public long Booked => _lives.Sum(
            lifecycle => (lifecycle.BookedMinor ?? 0) - Math.Min(lifecycle.Back, lifecycle.BookedMinor ?? 0));

        /// <summary>The next status of a lifecycle young enough to be in the ring, or of a new one.</summary>
        public (Transaction Next, string? Refusal) Next(long at)
        {
            var young = _lives.Count == 0 || random.Next(4) == 0 ? null
                : _lives[^random.Next(1, Math.Min(_lives.Count, 6) + 1)];
            var (transaction, refusal) = young is null || young.Ids.Count > 10 ? Begin(at) : Go(young, at);
            Refused += refusal is null ? 0 : 1;
            return (transaction, refusal);
        }

        private (Transaction, string?) Begin(long at)
        {
            var lifecycle = new Life { Ids = { NewId() } };
            var amount = random.Next(2, 100_000);
            var authorised = random.Next(3) > 0;
            (lifecycle.Asked, lifecycle.BookedMinor) = (authorised ? amount : null, authorised ? null : amount);
            _lives.Add(lifecycle);
            var status = authorised ? TransactionStatus.Authorised : TransactionStatus.Booked;
            return (Of(lifecycle.Ids[0], status, amount, at), null);
        }

        /// <summary>Always under a new id, so that every step is a new identity.</summary>
        private (Transaction, string?) Go(Life lifecycle, long at)
        {
            var whole = lifecycle.BookedMinor ?? lifecycle.Asked!.Value;
            var amount = random.Next(2) == 0 ? whole : random.Next(1, (int)whole + 1);
            var status = (TransactionStatus)random.Next(1, 5);
            var begins = status is TransactionStatus.Authorised or TransactionStatus.Booked;
            // An end may name any id the lifecycle has had; what goes on names the newest, or one that is given up
            // already.
            var earlier =
                begins && random.Next(4) > 0 ? lifecycle.Ids[^1] : lifecycle.Ids[random.Next(lifecycle.Ids.Count)];
            var refusal = begins && earlier != lifecycle.Ids[^1] ? "already_replaced"
                : IsPast(lifecycle, status) ? "status_out_of_order"
                : null;
            var id = NewId();
            if (refusal is null)
            {
                Take(lifecycle, status, amount, id);
            }

            return (Of(id, status, amount, at) with { Replaces = earlier }, refusal);
        }

        private static bool IsPast(Life lifecycle, TransactionStatus status) => lifecycle.Over
            ? lifecycle.BookedMinor is null || status != TransactionStatus.Booked
            : status switch
            {
                TransactionStatus.Authorised =>
                    lifecycle.BookedMinor is not null || lifecycle.Back > 0 || lifecycle.Expired,
                TransactionStatus.Booked => lifecycle.BookedMinor is not null,
                TransactionStatus.Reversed => lifecycle.BookedMinor is null && lifecycle.Expired,
                _ => lifecycle.BookedMinor is not null || lifecycle.Expired,
            };

        private static void Take(Life lifecycle, TransactionStatus status, long amount, string id)
        {
            switch (status)
            {
                case TransactionStatus.Authorised:
                    lifecycle.Asked = amount;
                    lifecycle.Ids.Add(id);
                    break;
                case TransactionStatus.Booked:
                    // what was let go before is not of the booking
                    (lifecycle.BookedMinor, lifecycle.Back) = (amount, 0);
                    lifecycle.Ids.Add(id);
                    break;
                case TransactionStatus.Reversed:
                    lifecycle.Back += amount;
                    break;
                default:
                    lifecycle.Expired = true;
                    break;
            }
        }

        private string NewId() => $"L-{_ids++}";

        private static Transaction Of(string id, TransactionStatus status, long minor, long at) =>
            Some.Transaction(id, at: at, status: status) with { AmountMinor = minor };
    }
}
