using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Accounts.Days;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Accounts.Tests.Days;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;
using static OrleansRisk.Accounts.Tests.Folding.RebuildParts;

namespace OrleansRisk.Accounts.Tests.Folding;

/// <summary>A live line behind those of a later day is decided at once, and put in its place as the day ends.</summary>
public sealed class LateLinesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public async Task Line_OfAnEarlierDay_StandsWhereItHappenedOnceTheDayIsClosed(int daysLate, int late)
    {
        await using var engine = await VolatileEngine.Create(new EngineOptions
        {
            Accounts = new AccountOptions { SnapshotEvery = 1 },
        });
        var sweep = await Sweep(engine);
        var (first, second) = (
            Some.Transaction("first", at: Today + (9 * 3_600_000L) - (daysLate * DayMs)),
            Some.Transaction("second", at: Today + (10 * 3_600_000L), amount: 90m));
        foreach (var account in new[] { InOrder, Account })
        {
            await Load(engine, account, Year(120), 256);
        }

        await Live(engine, InOrder, first);
        await Live(engine, InOrder, second);
        await Live(engine, Account, second);
        await Live(engine, Account, first);
        Assert.Equal(late, (await View(engine, Account)).Late);
        await engine.Restart();
        Assert.Equal(late, (await View(engine, Account)).Late);

        await CloseDay(engine, sweep);

        var view = await View(engine, Account);
        Assert.Equal((late, 0), (view.Revision, view.Late));
        if (late > 0)
        {
            await Equal(engine);
        }
    }

    [Fact]
    public async Task LiveLines_DrawnAndShuffled_EndInTheStateOfAStreamInOrderOnceTheDayIsClosed()
    {
        var random = new Random(2_026);
        for (var i = 0; i < 60; i++)
        {
            await using var engine = await VolatileEngine.Create(new EngineOptions
            {
                Accounts = new AccountOptions { SnapshotEvery = random.Next(1, 20) },
            });
            var sweep = await Sweep(engine);
            var history = DrawnHistory.Draw(random, random.Next(3, 50), Some.Moment - 1_000);
            await Send(engine, InOrder, history);
            await Arrive(engine, random, history);
            await engine.Restart();

            await CloseDay(engine, sweep);

            var view = await View(engine, Account);
            Assert.Equal(0, view.Late);
            if (view.Revision > 0)
            {
                await Equal(engine);
            }
        }
    }

    /// <summary>A hold behind its booking, or an end before its beginning, is refused live and comes as history.
    /// </summary>
    private static async Task Arrive(VolatileEngine engine, Random random, List<Transaction> history)
    {
        var rows = history.ToArray();
        random.Shuffle(rows);
        var answers = await Send(engine, Account, rows);
        var refusals = rows.Where((_, i) => answers[i] is Answer.Refused).OrderBy(static row => row.At);
        foreach (var refused in refusals.Chunk(9))
        {
            Assert.All(
                await Send(engine, Account, refused, IngestMode.History), each => Assert.IsType<Answer.Decided>(each));
        }
    }

    private static async Task<List<Answer>> Send(
        VolatileEngine engine, string account, IEnumerable<Transaction> rows, IngestMode mode = IngestMode.Live)
    {
        var answers = new List<Answer>();
        foreach (var part in rows.Chunk(7))
        {
            answers.AddRange(Expect.Done(await engine.Account(account).Assess(
                engine.Caller(), new TransactionBatch(account, part, mode))).Answers);
        }

        return answers;
    }

    /// <summary>The first day that a tenant is seen is not swept.</summary>
    private static async Task<VolatileDaySweeps> Sweep(VolatileEngine engine)
    {
        var sweeps = new VolatileDaySweeps(engine.Time);
        await Of(engine, sweeps).Step(default);
        return sweeps;
    }

    private static async Task CloseDay(VolatileEngine engine, VolatileDaySweeps sweeps)
    {
        engine.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, (await Of(engine, sweeps).Step(default)).Asked);
    }

    private static DaySweep Of(VolatileEngine engine, VolatileDaySweeps sweeps) => new(
        new DaySweepSources(
            engine.Tenants, sweeps, new ListedAccounts([.. new[] { InOrder, Account }.Select(engine.Key)]),
            engine.Actors, static _ => true),
        "one", new DaySweepOptions(), engine.Time, NullLogger<DaySweep>.Instance);
}
