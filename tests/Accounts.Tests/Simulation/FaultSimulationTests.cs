using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Accounts.Tests.Simulation;

/// <summary>
/// Weeks of traffic against a journal that refuses, conflicts and forgets to answer, with restarts, deactivation and a
/// second host in between: every acknowledged identity is decided once, and the accounts end as if nothing had
/// happened.
/// </summary>
public sealed class FaultSimulationTests(ITestOutputHelper output)
{
    private const int Accounts = 8, TransactionsEach = 60;

    private static readonly Fault[] Faults =
        [Fault.NotRecorded, Fault.Conflict, Fault.UnknownCommitted, Fault.UnknownLost, Fault.Throws];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public Task Simulation_WithFaults_EndsAsWithoutThem(int seed) => Seeds.Run(seed, async random =>
    {
        var streams = random.Next();
        await using var faulty = await VolatileEngine.Create(Small());
        await using var second = await VolatileEngine.Create(
            Small() with { SameKeysAs = faulty, Journal = faulty.Journal, Time = faulty.Time });
        await using var steady = await VolatileEngine.Create(Small() with { SameKeysAs = faulty });
        faulty.Journal.FaultOf = (_, _) => random.Next(4) == 0 ? Faults[random.Next(Faults.Length)] : Fault.None;

        var sender = new Lender(new Random(streams), Accounts, TransactionsEach);
        var failures = 0;
        while (sender.Next(random, batchMax: 6) is var (account, batch))
        {
            MoveTo(faulty, batch);
            failures += await sender.Send(
                random.Next(5) == 0 ? second : faulty, account, batch, () => Disturb(faulty, random));
            await Disturb(faulty, random);
        }

        var expected = new Lender(new Random(streams), Accounts, TransactionsEach);
        while (expected.Next(random, batchMax: 1) is var (account, batch))
        {
            MoveTo(steady, batch);
            await expected.Send(steady, account, batch, () => Task.CompletedTask);
        }

        output.WriteLine(
            $"seed {seed}: {sender.Acknowledged} acknowledged, {failures} not answered, "
            + $"{faulty.Journal.Appends} appends");
        Assert.True(failures > 10);
        foreach (var account in sender.Accounts)
        {
            var (entries, hash) = await Recorded(faulty, account);
            var (expectedEntries, expectedHash) = await Recorded(steady, account);
            Assert.Equal(expectedEntries, entries);
            Assert.Equal(expectedHash, hash);
            Assert.Equal(entries.Count, entries.Select(entry => (entry.Id, entry.Status)).Distinct().Count());
            Assert.True(sender.AcknowledgedOf(account).SetEquals(entries.Select(entry => (entry.Id, entry.Status))));
        }
    });

    /// <summary>Each append in turn fails, in each way; the ladder ends where none is left to fail.</summary>
    [Theory]
    [InlineData(Fault.NotRecorded)]
    [InlineData(Fault.Conflict)]
    [InlineData(Fault.UnknownCommitted)]
    [InlineData(Fault.UnknownLost)]
    [InlineData(Fault.Throws)]
    internal async Task Ladder_NthAppendFails_EverythingIsThereOnce(Fault fault)
    {
        for (var failAt = 1; ; failAt++)
        {
            await using var engine = await VolatileEngine.Create();
            var failed = 0;
            engine.Journal.FaultOf = (number, _) => number == failAt && ++failed > 0 ? fault : Fault.None;
            var sender = new Lender(new Random(11), accounts: 2, transactionsEach: 9);
            var random = new Random(12);
            while (sender.Next(random, batchMax: 3) is var (account, batch))
            {
                MoveTo(engine, batch);
                await sender.Send(engine, account, batch, () => Task.CompletedTask);
            }

            foreach (var account in sender.Accounts)
            {
                var (entries, _) = await Recorded(engine, account);
                Assert.Equal(sender.AcknowledgedOf(account).Count, entries.Count);
                Assert.Equal(entries.Count, entries.Select(entry => (entry.Id, entry.Status)).Distinct().Count());
            }

            if (failed == 0)
            {
                Assert.True(failAt > 6, "nothing was ever failed");
                return;
            }
        }
    }

    private static EngineOptions Small() => new()
    {
        Accounts = new AccountOptions { SnapshotEvery = 5, SnapshotOnDeactivation = 2 },
        AccountsInMemory = 3,
    };

    private static void MoveTo(VolatileEngine engine, List<Transaction> batch)
    {
        var latest = DateTimeOffset.FromUnixTimeMilliseconds(batch.Max(transaction => transaction.At));
        if (latest > engine.Time.GetUtcNow())
        {
            engine.Time.MoveTo(latest);
        }
    }

    private static async Task Disturb(VolatileEngine engine, Random random)
    {
        switch (random.Next(12))
        {
            case 0:
                await engine.Actors.PutOut(); // as accounts that are idle go
                break;
            case 1:
                await engine.Restart();
                break;
            case 2:
                engine.Time.Advance(TimeSpan.FromDays(random.Next(1, 9)));
                break;
            default:
                break;
        }
    }

    private static async Task<(List<Entry> Entries, ulong StateHash)> Recorded(VolatileEngine engine, string account)
    {
        var key = engine.Key(account);
        using var session = await engine.Keys.Open(engine.Journal.Key(engine.Tenant, key)!, default);
        var records = engine.Journal.All(engine.Tenant, key);
        var entries = records.SelectMany(record => ((TransactionsAssessed)Bodies.Open(session, record)).Entries)
            .Select(entry => new Entry(
                entry.Transaction.Id, entry.Transaction.Status, entry.Inputs.Sequence,
                Shown.Answer(new DecisionAnswer(
                    account, "", entry.Inputs with { ArrivedAt = 0 }, entry.Decision, 1, 458))))
            .ToList();
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), entries.Select(entry => entry.Sequence));
        return (entries, records[^1].StateHash);
    }

    internal sealed record Entry(string Id, TransactionStatus Status, long Sequence, string Shown);
}
