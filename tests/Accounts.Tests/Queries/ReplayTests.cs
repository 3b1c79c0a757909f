using OrleansRisk.Accounts.Tests.Rehydration;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Queries;

public sealed class ReplayTests
{
    private const string Account = "A-1";

    [Fact]
    public async Task Replay_EveryDecisionAfterARestartWithoutSnapshots_IsEqual()
    {
        await using var engine = await Loaded(perBatch: 7);
        engine.Journal.ForgetsSnapshots = true;
        await engine.Restart();

        for (var sequence = 1L; sequence <= 40; sequence++)
        {
            var report = (await Replay(engine, sequence)).Value!;
            Assert.Null(report.FirstDifference);
            Assert.True(report.Equal);
            Assert.Equal(Shown.Entry(report.Recorded), Shown.Entry(report.Recomputed));
            Assert.Equal(sequence, report.Recorded.Inputs.Sequence);
            Assert.Equal(report.StateAfter, report.RecomputedStateAfter);
        }
    }

    [Fact]
    public async Task Replay_StatesInBetween_ChainFromOneToTheNext()
    {
        await using var engine = await Loaded(perBatch: 1);
        ulong after = 0;
        for (var sequence = 1L; sequence <= 10; sequence++)
        {
            var report = (await Replay(engine, sequence)).Value!;
            Assert.True(sequence == 1 || after == report.StateBefore);
            after = report.StateAfter;
        }
    }

    public static TheoryData<string, string> Forgeries => new()
    {
        { "score", "decision.anomaly.score" },
        { "outcome", "decision.outcome" },
        { "reason", "decision.anomaly.reasons[0].points" },
        { "credit", "decision.credit.score" },
        { "bins", "decision.bins" },
        { "amount", "observed.content" },
        { "counterparty", "observed.content" },
        { "arrival", "records.next" },
        { "earlier-amount", "state_before" },
        { "earlier-arrival", "records.chain" },
        { "figures", "decision." }, // which part: keys are drawn, so payees share other cells of a sketch each time
    };

    /// <summary>Records changed by someone who holds the keys: they open, and still do not pass.</summary>
    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Replay_ForgedRecord_NamesTheFirstDifference(string forgery, string difference)
    {
        await using var engine = await Loaded(perBatch: 1);
        await engine.Account(Account).Describe(engine.Caller());
        await Forgery.Change(engine, Account, forgery.StartsWith("earlier", StringComparison.Ordinal) ? 12
            : 19, entry => Forged(entry, forgery));

        var report = (await Replay(engine, 20)).Value!;

        Assert.False(report.Equal);
        Assert.StartsWith(difference, report.FirstDifference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_PolicyNotKeptAnyMore_IsUnavailableByName()
    {
        await using var engine = await Loaded(perBatch: 5);
        engine.Published.Lost.Add(1);

        Assert.Equal(UnavailableCause.ReferenceDataMissing, (await Replay(engine, 3)).CauseOf());
    }

    [Fact]
    public async Task Replay_SequenceThatIsNone_IsNotFound()
    {
        await using var engine = await Loaded(perBatch: 5);

        Assert.IsType<Failure.NotFound>((await Replay(engine, 0)).Failure);
        Assert.IsType<Failure.NotFound>((await Replay(engine, 41)).Failure);
        Assert.IsType<Failure.NotFound>((await engine.Account("nobody").Replay(engine.Caller(), 1)).Failure);
    }

    [Fact]
    public async Task Replay_BrokenSeal_IsRefusedByNameAndOthersGoOn()
    {
        await using var engine = await Loaded(perBatch: 5);
        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), rows =>
        {
            var body = rows.Records[1].Body.ToArray();
            body[^1] ^= 1;
            rows.Records[1] = rows.Records[1] with { Body = body };
        });

        Assert.Equal(UnavailableCause.SealBroken, (await Replay(engine, 8)).CauseOf());
        Assert.True((await Replay(engine, 3)).Value!.Equal);
    }

    private static ValueTask<Outcome<ReplayReport>> Replay(VolatileEngine engine, long sequence) =>
        engine.Account(Account).Replay(engine.Caller(), sequence);

    private static async Task<VolatileEngine> Loaded(int perBatch)
    {
        var engine = await VolatileEngine.Create();
        foreach (var batch in RecoveryTests.Stream(40).Chunk(perBatch))
        {
            Expect.Done(
                await engine.Account(Account).Assess(engine.Caller(), new(Account, batch)));
        }

        return engine;
    }

    private static AssessedEntry Forged(AssessedEntry entry, string forgery)
    {
        var decision = entry.Decision;
        switch (forgery)
        {
            case "score":
                decision.Anomaly.Score++;
                break;
            case "outcome":
                decision.Outcome = decision.Outcome == Outcome.Approve ? Outcome.Review : Outcome.Approve;
                break;
            case "reason":
                decision.Anomaly.Reasons[0].Points++;
                break;
            case "credit":
                decision.Credit.Score++;
                break;
            case "bins":
                decision.Bins[0] ^= 1;
                break;
            default:
                break;
        }

        return forgery switch
        {
            "amount" or "earlier-amount" => entry
                with
            { Transaction = entry.Transaction with { AmountMinor = entry.Transaction.AmountMinor + 1 } },
            "counterparty" => entry with { Transaction = entry.Transaction with { Counterparty = "someone else" } },
            "arrival" or "earlier-arrival" => entry
                with
            { Inputs = entry.Inputs with { ArrivedAt = entry.Inputs.ArrivedAt + 1 } },
            "figures" => entry with
            {
                Inputs = entry.Inputs with
                {
                    Figures = new Core.Observations.CounterpartyStatistics
                    {
                        Known = true,
                        Version = 7,
                        RiskPpm = 900_000,
                        LastLabels = 255,
                        LastCount = 8,
                        DaysSinceFraud = 0,
                        Accounts = 2,
                    },
                },
            },
            _ => entry with { Decision = decision },
        };
    }
}
