using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Simulation;

/// <summary>
/// A sender that does what the contract asks of it: keeps each account's order, sends a batch until it is answered, and
/// remembers what was acknowledged.
/// </summary>
internal sealed class Lender
{
    private readonly Dictionary<string, List<Transaction>> _streams = [];
    private readonly Dictionary<string, int> _sent = [];
    private readonly Dictionary<(string Account, string Id, TransactionStatus Status), string> _acknowledged = [];

    public Lender(Random random, int accounts, int transactionsEach)
    {
        for (var i = 0; i < accounts; i++)
        {
            _streams.Add($"A-{i}", Drawn(random, transactionsEach));
            _sent.Add($"A-{i}", 0);
        }
    }

    public IEnumerable<string> Accounts => _streams.Keys;

    public int Acknowledged => _acknowledged.Count;

    public bool HasMore => _sent.Any(entry => entry.Value < _streams[entry.Key].Count);

    /// <summary>The next transactions of an account that has any, and one known already now and then.</summary>
    public (string Account, List<Transaction> Batch)? Next(Random random, int batchMax)
    {
        var open = _streams.Keys.Where(account => _sent[account] < _streams[account].Count).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var account = open[random.Next(open.Count)];
        var (stream, sent) = (_streams[account], _sent[account]);
        var batch = stream.GetRange(sent, Math.Min(random.Next(1, batchMax + 1), stream.Count - sent));
        if (sent > 0 && random.Next(3) == 0)
        {
            batch.Insert(random.Next(batch.Count + 1), stream[random.Next(sent)]);
        }

        return (account, batch);
    }

    /// <summary>Sends until it is answered; says how often it was not.</summary>
    public async Task<int> Send(
        VolatileEngine engine, string account, List<Transaction> batch, Func<Task> betweenAttempts)
    {
        for (var failures = 0; ; failures++)
        {
            Assert.True(failures < 100, "never answered");
            var outcome = await engine.Account(account).Assess(engine.Caller(), new TransactionBatch(account, batch));
            if (outcome.Value is { } answered)
            {
                Acknowledge(account, batch, answered.Answers);
                return failures;
            }

            Assert.True(outcome.Failure is Failure.Retry or Failure.Unknown, outcome.ToString());
            await betweenAttempts();
        }
    }

    private void Acknowledge(string account, List<Transaction> batch, IReadOnlyList<Answer> answers)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var decided = Assert.IsType<Answer.Decided>(answers[i]);
            var identity = (account, batch[i].Id, batch[i].Status);
            var shown = Shown.Answer(decided.Entry);
            Assert.Equal(_acknowledged.GetValueOrDefault(identity, shown), shown); // an answer, once given, stays
            _acknowledged[identity] = shown;
            var at = _streams[account].IndexOf(batch[i]);
            _sent[account] = Math.Max(_sent[account], at + 1);
        }
    }

    public IReadOnlySet<(string Id, TransactionStatus Status)> AcknowledgedOf(string account) => _acknowledged.Keys
        .Where(identity => identity.Account == account).Select(identity => (identity.Id, identity.Status)).ToHashSet();

    private static List<Transaction> Drawn(Random random, int count)
    {
        var stream = new List<Transaction>();
        var at = Some.Moment;
        for (var i = 0; stream.Count < count; i++)
        {
            at += random.Next(1, 6 * 3_600_000);
            var transaction = Some.Transaction(
                $"t-{i}", at: at - (
                    random.Next(8) == 0 ? random.Next(40_000_000) : 0), amount: random.Next(1, 400_000) / 100m,
                direction: random.Next(6) == 0 ? Direction.Credit
                    : Direction.Debit, counterparty: $"shop {random.Next(20)}",
                status: random.Next(5) == 0 ? TransactionStatus.Authorised : TransactionStatus.Booked);
            stream.Add(transaction);
            if (transaction.Status == TransactionStatus.Authorised && random.Next(2) == 0)
            {
                stream.Add(transaction with
                {
                    Status = random.Next(3) == 0 ? TransactionStatus.Expired
                    : TransactionStatus.Booked,
                    At = at + 1
                });
            }
        }

        return stream;
    }
}
