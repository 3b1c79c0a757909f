using OrleansRisk.Accounts.Tests.Rehydration;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Queries;

public sealed class ReadTests
{
    private const string Account = "A-1";

    [Fact]
    public async Task Describe_KnownAndUnknownAccount_ShowsOrDoesNotFind()
    {
        await using var engine = await Loaded();

        var view = (await engine.Account(Account).Describe(engine.Caller())).Value!;

        Assert.Equal((Account, (ushort)458, "Asia/Kuala_Lumpur", true), (
            view.Profile.Account, view.Profile.CurrencyNumber, view.Profile.Zone, view.Profile.Defaults));
        Assert.Equal(30, view.Summary.Sequence);
        Assert.IsType<Failure.NotFound>((await engine.Account("nobody").Describe(engine.Caller())).Failure);
    }

    [Theory]
    [InlineData(0, 30, 30, false)]
    [InlineData(0, 7, 7, true)]
    [InlineData(25, 7, 5, false)]
    [InlineData(30, 7, 0, false)]
    [InlineData(-5, 29, 29, true)]
    public async Task Decisions_Page_IsInOrderAndSaysWhetherThereIsMore(long after, int limit, int count, bool hasMore)
    {
        await using var engine = await Loaded();

        var page = await engine.Account(Account).Decisions(engine.Caller(), new DecisionQuery(null, after, limit));

        Assert.Equal((count, hasMore), (page.Value!.Entries.Count, page.Value!.HasMore));
        Assert.Equal(Enumerable.Range(
            0, count).Select(i => Math.Max(after, 0) + 1 + i),
            page.Value!.Entries.Select(entry => entry.Inputs.Sequence));
    }

    [Fact]
    public async Task Transactions_BetweenLabels_ArePagedNewestFirstUntilTheMonthsThatAreGone()
    {
        await using var engine = await Loaded();
        var account = engine.Account(Account);
        for (var number = 3; number < 9; number++)
        {
            await account.Label(
                engine.Caller(), new LabelRequest($"t-{number}", LabelKind.Genuine, Some.Moment, "analyst"));
        }

        await account.Assess(engine.Caller(), new(Account, [Some.Transaction("t-new")]));
        var whole = await Backwards(account, limit: 100);
        Assert.Equal([37L, .. Enumerable.Range(1, 30).Reverse().Select(each => (long)each)], whole);
        Assert.Equal(whole, await Backwards(account, limit: 2));
        Assert.Equal(whole, await Backwards(account, limit: 7));

        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), rows =>
            rows.Records.RemoveAll(record => record.LastSequence < 20));
        var left = await Backwards(account, limit: 4);
        Assert.Equal(whole.Take(left.Count), left);
        Assert.Contains(37L, left);

        async Task<List<long>> Backwards(IAccount account, int limit)
        {
            var found = new List<long>();
            for (var (before, more) = (0L, true); more;)
            {
                var query = new TransactionQuery(before, limit);
                var page = Expect.Done(await account.Transactions(engine.Caller(), query));
                Assert.True(page.Entries.Count <= limit);
                found.AddRange(page.Entries.Select(entry => entry.Inputs.Sequence));
                (before, more) = (page.LookedTo > 0 ? page.LookedTo : found[^1], page.HasMore);
            }

            return found;
        }
    }

    [Fact]
    public async Task Decisions_OfOneTransaction_AreAllItsStatuses()
    {
        await using var engine = await Loaded();
        await engine.Account(Account).Assess(
            engine.Caller(), new(Account, [Some.Transaction("t-3", status: TransactionStatus.Reversed)]));
        await engine.Account(
            Account).Label(engine.Caller(), new LabelRequest("t-3", LabelKind.Fraud, Some.Moment, "analyst"));

        var found = await engine.Account(Account).Decisions(engine.Caller(), new DecisionQuery("t-3", 0, 10));

        Assert.Equal([4L, 31L], found.Value!.Entries.Select(entry => entry.Inputs.Sequence));
        Assert.Empty(
            (await engine.Account(Account).Decisions(engine.Caller(), new("t-99", 0, 10))).Value!.Entries);
    }

    [Fact]
    public async Task Decisions_OfATime_AreThoseFromItOnAndBeforeItsEndOverAllPages()
    {
        await using var engine = await Loaded();
        var account = engine.Account(Account);
        var all = (await account.Decisions(engine.Caller(), new DecisionQuery(null, 0, 100))).Value!.Entries;
        var (from, to) = (all[7].Transaction.At, all[19].Transaction.At);
        var expected = all.Where(entry => entry.Transaction.At >= from && entry.Transaction.At < to)
            .Select(entry => entry.Inputs.Sequence).ToList();
        var found = new List<long>();
        for (var (after, more) = (0L, true); more;)
        {
            var page = await account.Decisions(
                engine.Caller(), new DecisionQuery(null, after, 5) { From = from, To = to });
            found.AddRange(
            page.Value!.Entries.Select(entry => entry.Inputs.Sequence));
            (after, more) = (
                page.Value!.LookedTo > 0 ? page.Value.LookedTo : found.LastOrDefault(), page.Value.HasMore);
        }

        Assert.NotEmpty(expected);
        Assert.Equal(expected, found);
        Assert.Single((await account.Decisions(
            engine.Caller(), new DecisionQuery(all[7].Transaction.Id, 0, 5) { From = from, To = to })).Value!.Entries);
    }

    [Fact]
    public async Task Decision_BySequence_IsTheRecordedOne()
    {
        await using var engine = await Loaded();

        Assert.Equal("t-16", (await engine.Account(Account).Decision(engine.Caller(), 17)).Value!.Transaction.Id);
        Assert.IsType<Failure.NotFound>((await engine.Account(Account).Decision(engine.Caller(), 31)).Failure);
    }

    [Fact]
    public async Task Decision_JournalDoesNotAnswer_IsToBeAskedAgain()
    {
        await using var engine = await Loaded();
        engine.Journal.ReadsFail = true;

        Assert.IsType<Failure.Retry>((await engine.Account(Account).Decision(engine.Caller(), 17)).Failure);
        Assert.Equal(30, (await engine.Account(Account).Describe(engine.Caller())).Value!.Summary.Sequence);
    }

    private static async Task<VolatileEngine> Loaded()
    {
        var engine = await VolatileEngine.Create();
        foreach (var batch in RecoveryTests.Stream(30).Chunk(4))
        {
            Expect.Done(
                await engine.Account(Account).Assess(engine.Caller(), new(Account, batch)));
        }

        return engine;
    }
}
