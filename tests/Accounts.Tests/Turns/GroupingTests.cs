using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Turns;

/// <summary>How transactions were grouped into batches may not change any bit.</summary>
public sealed class GroupingTests
{
    private const string Account = "A-1";

    [Fact]
    public Task Assess_SameStreamInOtherBatches_GivesTheSameBits() => Seeds.Run(20260302, async random =>
    {
        await using var single = await VolatileEngine.Create();
        var stream = Drawn(random, 300);
        var expected = await Run(single, stream, _ => 1);
        for (var round = 0; round < 3; round++)
        {
            await using var grouped = await VolatileEngine.Create(new EngineOptions { SameKeysAs = single });
            var answers = await Run(grouped, stream, left => Math.Min(left, random.Next(1, 80)));

            Assert.Equal(expected, answers);
            Assert.Equal(Last(single), Last(grouped));
        }
    });

    private static (long, ulong) Last(VolatileEngine engine)
    {
        var record = engine.Journal.All(engine.Tenant, engine.Key(Account))[^1];
        return (record.LastSequence, record.StateHash);
    }

    private static async Task<List<string>> Run(VolatileEngine engine, List<Transaction> stream, Func<int, int> size)
    {
        var answers = new List<string>();
        for (var at = 0; at < stream.Count;)
        {
            var batch = stream.Skip(at).Take(size(stream.Count - at)).ToList();
            var outcome = await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, batch));
            answers.AddRange(Expect.Done(outcome).Answers.Select(Shown.Answer));
            at += batch.Count;
        }

        return answers;
    }

    /// <summary>With repeats, reused ids, late arrivals, and the whole life of some transactions.</summary>
    private static List<Transaction> Drawn(Random random, int count)
    {
        var stream = new List<Transaction>();
        var at = Some.Moment - (86_400_000L * 40);
        for (var i = 0; stream.Count < count; i++)
        {
            at += random.Next(1, 20_000_000);
            var late = random.Next(12) == 0 ? random.Next(86_400_000) : 0;
            var first = Some.Transaction(
                $"t-{i}", at: at - late, amount: random.Next(
                    1, 400_000) / 100m, counterparty: $"shop {random.Next(30)}",
                direction: random.Next(6) == 0 ? Direction.Credit : Direction.Debit,
                status: random.Next(4) == 0 ? TransactionStatus.Authorised : TransactionStatus.Booked);
            stream.Add(first);
            switch (random.Next(10))
            {
                case 0:
                    stream.Add(stream[random.Next(stream.Count)]);
                    break;
                case 1:
                    stream.Add(stream[random.Next(stream.Count)] with { AmountMinor = 1 });
                    break;
                case 2:
                    stream.Add(stream[random.Next(stream.Count)] with { Status = TransactionStatus.Reversed, At = at });
                    break;
                case 3:
                    stream.Add(first with { Status = TransactionStatus.Booked, At = at + 1 });
                    break;
                default:
                    break;
            }
        }

        return stream;
    }
}
