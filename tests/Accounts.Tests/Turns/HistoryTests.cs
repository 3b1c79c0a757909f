using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Turns;

public sealed class HistoryTests
{
    private const long DayMs = 86_400_000;

    [Fact]
    public async Task History_ThenALiveTransaction_IsDecidedAsIfAllHadBeenStreamedLive()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year();
        var next = Some.Transaction("next", at: Some.Moment, amount: 4_200m) with
        {
            Status = TransactionStatus.Authorised,
        };

        var streamed = await Assess(engine, "A-live", IngestMode.Live, year);
        var loaded = await Assess(engine, "A-loaded", IngestMode.History, year);
        var afterStream = Assert.Single(await Assess(engine, "A-live", IngestMode.Live, [next]));
        var afterLoad = Assert.Single(await Assess(engine, "A-loaded", IngestMode.Live, [next]));

        Assert.All(loaded, decided => Assert.Equal(Outcome.None, decided.Entry.Decision.Outcome));
        Assert.Contains(streamed, decided => decided.Entry.Decision.Outcome != Outcome.None);
        Assert.NotEqual(Outcome.None, afterLoad.Entry.Decision.Outcome);
        Assert.Equal(
            Shown.Answer(afterStream.Entry with { Account = "A-loaded" }), Shown.Answer(afterLoad.Entry));
    }

    private static Transaction[] Year() =>
        [.. Enumerable.Range(0, 240).Select(i => Some.Transaction(
            $"t-{i}", at: Some.Moment - ((241 - i) * DayMs), amount: 20m + (i % 17),
            direction: i % 30 == 0 ? Direction.Credit : Direction.Debit, counterparty: $"Kedai {i % 5}"))];

    private static async Task<List<Answer.Decided>> Assess(
        VolatileEngine engine, string account, IngestMode mode, Transaction[] items)
    {
        var decided = new List<Answer.Decided>();
        foreach (var part in items.Chunk(40))
        {
            var outcome = await engine.Account(account).Assess(
                engine.Caller(), new TransactionBatch(account, part, mode));
            decided.AddRange(Expect.Done(outcome).Answers.Cast<Answer.Decided>());
        }

        return decided;
    }
}
