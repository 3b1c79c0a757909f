using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Contract;

/// <summary>
/// One silo and two: the same transactions get the same decisions, bit for bit, wherever they are sent.
/// </summary>
public sealed class EngineContractTests(Engines engines) : IClassFixture<Engines>
{
    private const int Accounts = 24;
    private const int Each = 40;

    [Fact]
    public async Task Decisions_FromTheSameObservations_AreEqualBitForBit()
    {
        var alone = new string[Accounts];
        var clustered = new string[Accounts];
        // Both are started before the first transaction, so that both go by the same versions.
        await engines.OnOne(actors => engines.OnTwo(async (one, other) =>
        {
            await All(account => Send(actors, actors, $"alone-{account}", account, alone));
            await All(account => Send(one, other, $"clustered-{account}", account, clustered));
        }));
        for (var account = 0; account < Accounts; account++)
        {
            Assert.Equal(alone[account].Split('\n'), clustered[account].Split('\n'));
        }

        Assert.Equal(Accounts, alone.Distinct().Count());
    }

    [Fact]
    public async Task Account_HandedFromSiloToSilo_GoesOnWhereItWas()
    {
        var handed = new List<string>();
        await engines.OnOne(async actors => handed.AddRange(await Part(actors, 0)));
        await engines.OnTwo(async (one, other) =>
        {
            handed.AddRange(await Part(one, 1));
            handed.AddRange(await Part(other, 2));
        });
        await engines.OnOne(async actors =>
        {
            handed.AddRange(await Part(actors, 3));
            for (var sequence = 1; sequence <= Each; sequence++)
            {
                var replay = await Account(actors, "handed").Replay(Caller(), sequence);
                Assert.True(replay.Value?.Equal, $"{sequence}: {replay.Failure} {replay.Value?.FirstDifference}");
            }
        });
        Assert.Equal(Each, handed.Count);
    }

    [Fact]
    public async Task Answers_OfEveryExpectedCase_AreTheSameOnOneSiloAndTwo()
    {
        await engines.OnOne(actors => EveryCase(actors, "cases-alone"));
        await engines.OnTwo(async (one, other) =>
        {
            await EveryCase(one, "cases-one");
            await EveryCase(other, "cases-other");
        });
    }

    private async Task EveryCase(IActors actors, string name)
    {
        var account = Account(actors, name);
        Assert.IsType<Failure.NotFound>((await account.Describe(Caller())).Failure);
        var batch = new TransactionBatch(name, Transactions(0, 3));
        Assert.All((await Answers(account, batch)).Cast<Answer.Decided>(), answer => Assert.False(answer.Duplicate));
        Assert.All((await Answers(account, batch)).Cast<Answer.Decided>(), answer => Assert.True(answer.Duplicate));

        var changed = batch with { Items = [batch.Items[0] with { AmountMinor = 1 }] };
        Assert.IsType<Answer.Conflict>(Assert.Single(await Answers(account, changed)));
        Expect.Done(
            await account.WhatIf(Caller(), new TransactionBatch(name, Transactions(3, 1))));
        Assert.Equal(3, (await account.Describe(Caller())).Value!.Summary.Sequence);
        Assert.IsType<Failure.NotFound>((await account.Decision(Caller(), 4)).Failure);
        Assert.Equal(2, (await account.Decision(Caller(), 2)).Value!.Inputs.Sequence);
        Assert.Equal(2, (await account.Decisions(Caller(), new DecisionQuery(null, 1, 10))).Value!.Entries.Count);
        Assert.True((await account.Replay(Caller(), 3)).Value!.Equal);
        await Restated(account, name);

        var stranger = Caller() with { Tenant = new(engines.Tenant.Value + 1) };
        Assert.IsType<Failure.Denied>((await account.Assess(stranger, batch)).Failure);
        Assert.IsType<Failure.Denied>((await account.Describe(stranger)).Failure);
        Assert.Equal("lender", (await actors.Tenant(engines.Tenant).Describe(Caller())).Value!.Name);

        // A caller that waits no longer takes nothing back: what it asked for is done, and known when it comes again.
        var next = new TransactionBatch(name, Transactions(0, 4)[3..]);
        var left = Answers(account, next);
        var back = Answers(account, next);
        var both = (await Task.WhenAll(back, left)).Select(answers => (Answer.Decided)Assert.Single(answers)).ToList();
        Assert.Single(both, answer => answer.Duplicate);
        Assert.Single(both.Select(answer => Spelled.Out(answer.Entry.Decision)).Distinct());
        Assert.Equal(5, (await account.Describe(Caller())).Value!.Summary.Sequence);
    }

    private async Task Restated(IAccount account, string name)
    {
        var settings = new SettingsRequest { Account = name, Segment = "retail", Customers = ["cus_1"] };
        Assert.True(Expect.Done(await account.ChangeSettings(Caller(), settings)).Recorded);
        Assert.False(Expect.Done(await account.ChangeSettings(Caller(), settings)).Recorded);
        Assert.Equal(new Failure.Refused("already_begun", "zone"), (await account.ChangeSettings(
            Caller(), settings with { Zone = "Pacific/Apia" })).Failure);
        var view = (await account.Describe(Caller())).Value!;
        Assert.Equal((4L, "retail", "cus_1"), (
            view.Summary.Sequence, view.Profile.Segment, view.Profile.Customers.Single()));
        Assert.True((await account.Replay(Caller(), 3)).Value!.Equal);
    }

    /// <summary>A quarter of an account's transactions.</summary>
    private async Task<IEnumerable<string>> Part(IActors actors, int quarter)
    {
        var transactions = Transactions(0, Each).Skip(quarter * Each / 4).Take(Each / 4).ToList();
        var answers = await Answers(Account(actors, "handed"), new TransactionBatch("handed", transactions));
        return answers.Cast<Answer.Decided>().Select(answer => Spelled.Out(answer.Entry.Decision));
    }

    /// <summary>Sends an account's transactions in batches of changing sizes, by two edges in turn.</summary>
    private async Task Send(IActors one, IActors other, string name, int account, string[] decisions)
    {
        var spelled = new List<string>();
        var rest = Transactions(account, Each);
        for (var turn = 0; rest.Count > 0; turn++)
        {
            var size = Math.Min(1 + ((turn + account) % 5), rest.Count);
            var batch = new TransactionBatch(name, rest.Take(size).ToList());
            var answers = await Answers(Account(turn % 2 == 0 ? one : other, name), batch);
            spelled.AddRange(
                answers.Cast<Answer.Decided>().Select(answer => Seen(answer) + Spelled.Out(answer.Entry.Decision)));
            rest = rest.Skip(size).ToList();
        }

        decisions[account] = string.Join('\n', spelled);
    }

    /// <summary>What was read from outside the account; equal decisions are owed only where these are.</summary>
    private static string Seen(Answer.Decided answer) =>
        $"{answer.Entry.Inputs.PopulationVersion} {answer.Entry.Inputs.PolicyVersion} " +
        $"{Spelled.Out(answer.Entry.Inputs.Figures)} ";

    private static async Task<IReadOnlyList<Answer>> Answers(IAccount account, TransactionBatch batch) =>
        Expect.Done(await account.Assess(Caller(), batch)).Answers;

    private IAccount Account(IActors actors, string name) =>
        actors.Account(engines.Tenant, engines.Pseudonyms.Account(name));

    private static List<Transaction> Transactions(int account, int count)
    {
        var now = TimeProvider.System.GetUtcNow().Date;
        var start = new DateTimeOffset(now, TimeSpan.Zero).AddDays(-60).ToUnixTimeMilliseconds();
        return Enumerable.Range(0, count).Select(number => Some.Transaction(
            id: $"T-{number}",
            at: start + (number * 86_400_000L) + (account * 61_000L),
            amount: 10 + (number * (account + 1) % 37) + (number % 13 == 12 ? 4_000 : 0),
            direction: number % 9 == 8 ? Direction.Credit : Direction.Debit,
            counterparty: null)).ToList(); // figures move as records are folded: without them, both read the same
    }

    private static Caller Caller() => RiskSilos.Caller(1);

    private static Task All(Func<int, Task> run) => Task.WhenAll(Enumerable.Range(0, Accounts).Select(run));
}
