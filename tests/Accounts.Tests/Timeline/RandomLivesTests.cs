using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Timeline;

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
        Assert.Equal(
            (model.Begun + 1, model.Beyond - model.Booked), (Lives.Transactions(state), Lives.Balance(state)));
        Assert.Equal(model.Booked, Lives.SpentOn(state, (int)((Some.Moment + 28_800_000) / 86_400_000)));
        Assert.True(model is { Refused: > 20, Begun: > 50, InParts: > 0 }, "the lives were too short");
    });

    /// <summary>What is booked of a life: all of it, or of a hold one part of several.</summary>
    private sealed class Part
    {
        public List<string> Ids { get; } = [];

        public long Minor { get; set; }

        public long Back { get; set; }

        public bool Over => Back >= Minor;
    }

    /// <summary>One life: its ids, what was asked for last, and what is booked of it.</summary>
    private sealed class Life
    {
        public List<string> Ids { get; } = [];

        public List<string> Holds { get; } = [];

        public HashSet<string> Replaced { get; } = [];

        public List<Part> Parts { get; } = [];

        public long Asked { get; set; }

        public long LetGo { get; set; }

        public bool Expired { get; set; }

        /// <summary>What came back and was never booked.</summary>
        public long Beyond { get; set; }

        public long Booked => Parts.Sum(part => Math.Max(0, part.Minor - part.Back));

        /// <summary>Which part an id means: a hold's id means any that has something left.</summary>
        public Part? Of(string id)
        {
            var named = Parts.FindLast(part => part.Ids.Contains(id));
            return named is { Over: false } || (named is not null && !Holds.Contains(id)) ? named
                : Parts.FindLast(part => !part.Over) ?? named ?? Parts.LastOrDefault();
        }

        public bool Fits(string id, long amount) => Parts.Count > 0 && Holds.Count > 0 && Holds[^1] == id
            && amount + Parts.Sum(part => part.Minor) + LetGo <= Asked;
    }

    private sealed class Model(Random random)
    {
        private readonly List<Life> _lives = [];
        private int _ids;

        public int Begun => _lives.Count;

        public int Refused { get; private set; }

        public int InParts => _lives.Count(life => life.Parts.Count > 1);

        public long Booked => _lives.Sum(life => life.Booked);

        public long Beyond => _lives.Sum(life => life.Beyond);

        /// <summary>The next status of a life young enough to be in the ring, or of a new one.</summary>
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
            var life = new Life();
            var (amount, id) = (random.Next(2, 100_000), NewId());
            var status = random.Next(3) > 0 ? TransactionStatus.Authorised : TransactionStatus.Booked;
            Take(life, status, amount, id, earlier: null);
            _lives.Add(life);
            return (Of(id, status, amount, at), null);
        }

        /// <summary>Always under a new id, so that every step is a new identity.</summary>
        private (Transaction, string?) Go(Life life, long at)
        {
            var whole = life.Parts.Count > 0 ? life.Parts[^1].Minor : life.Asked;
            var amount = random.Next(3) switch
            {
                0 => whole,
                1 => random.Next(1, (int)whole + 1),
                _ => random.Next(1, (int)(whole / 3) + 2),
            };
            var status = (TransactionStatus)random.Next(1, 5);
            // What goes on names the hold, the newest id, or else any that the life has had.
            var earlier = random.Next(3) == 0 && life.Holds.Count > 0 ? life.Holds[^1]
                : random.Next(2) == 0 ? life.Ids[^1] : life.Ids[random.Next(life.Ids.Count)];
            var refusal = Refusal(life, status, amount, earlier);
            var id = NewId();
            if (refusal is null)
            {
                Take(life, status, amount, id, earlier);
            }

            return (Of(id, status, amount, at) with { Replaces = earlier }, refusal);
        }

        private static string? Refusal(Life life, TransactionStatus status, long amount, string earlier)
        {
            var over = life.Of(earlier)?.Over ?? (life.LetGo > 0 && life.LetGo >= life.Asked);
            var (booked, begins) =
                (life.Parts.Count > 0, status is TransactionStatus.Authorised or TransactionStatus.Booked);
            return status == TransactionStatus.Booked && life.Fits(earlier, amount) ? null
                : begins && life.Replaced.Contains(earlier) ? "already_replaced"
                : status switch
                {
                    TransactionStatus.Authorised => booked || life.LetGo > 0 || life.Expired,
                    TransactionStatus.Booked => booked != over,
                    TransactionStatus.Reversed => over || (!booked && life.Expired),
                    _ => over || booked || life.Expired,
                } ? "status_out_of_order" : null;
        }

        private static void Take(Life life, TransactionStatus status, long amount, string id, string? earlier)
        {
            switch (status)
            {
                case TransactionStatus.Authorised:
                    life.Asked = amount;
                    life.Holds.Add(id);
                    break;
                case TransactionStatus.Booked:
                    var part = earlier is null ? null
                        : life.Parts.FindLast(each => each.Over && each.Ids.Contains(earlier));
                    if (part is null)
                    {
                        life.Parts.Add(part = new Part());
                    }

                    (part.Minor, part.Back) = (amount, 0);
                    part.Ids.Add(id);
                    break;
                case TransactionStatus.Reversed when life.Of(earlier!) is { } taken:
                    taken.Back += amount;
                    life.Beyond += Math.Max(0, taken.Back - taken.Minor);
                    return;
                case TransactionStatus.Reversed:
                    life.LetGo += amount;
                    return;
                default:
                    life.Expired = true;
                    return;
            }

            life.Ids.Add(id);
            if (earlier is not null)
            {
                life.Replaced.Add(earlier);
            }
        }

        private string NewId() => $"L-{_ids++}";

        private static Transaction Of(string id, TransactionStatus status, long minor, long at) =>
            Some.Transaction(id, at: at, status: status) with { AmountMinor = minor };
    }
}
