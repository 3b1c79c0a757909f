using System.Text.Json;
using OrleansRisk.Client;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Crash.Tests.Rounds;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Journal.Records;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Crash.Tests.Replay;

/// <summary>
/// Decisions recomputed by another process than the one that made them, over the real database, with everything gone
/// that is not the journal; and what is said where something of it is not as it was.
/// </summary>
public sealed class ReplayTests(ITestOutputHelper output)
{
    private const int Accounts = 12, Each = 64; // a snapshot is written after 64: the newest stands at the end
    private static readonly TimeSpan SendMax = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Replay_NewProcessWithCachesEmptied_IsEqualInEveryPart()
    {
        await using var deployment = await Loaded();
        var journal = await RecordedJournal.Read(deployment.Database, deployment.Keys);
        var decisions = journal.Accounts.SelectMany(account => account.Entries.Select(account.DecisionId)).ToList();
        var before = await Replays(deployment, decisions);

        await deployment.EndHost();
        await EmptyCaches(deployment);
        await deployment.StartHost();
        var after = await Replays(deployment, decisions);

        Assert.Equal(Accounts * Each, decisions.Count);
        Assert.All(after, replay => Assert.True(replay.Equal, replay.FirstDifference));
        Assert.All(after, replay => Assert.Equal(replay.StateAfter, replay.RecomputedStateAfter));
        Assert.All(after, replay => Assert.Equal(Json(replay.Recorded), Json(replay.Recomputed)));
        Assert.Equal(before.Select(Json), after.Select(Json)); // hashes before and after, versions, answers
        Assert.Contains(after, replay => replay.Recorded.Versions.Observations.Population > 0);
        Report.Say(output, $"{after.Count} decisions replayed in another process, snapshots and projections emptied: "
            + $"{after.Count(replay => replay.Equal)} equal");
    }

    [Fact]
    public async Task Replay_SomethingChanged_NamesTheFirstDifferenceOrRefusesByName()
    {
        await using var deployment = await Loaded();
        var journal = await RecordedJournal.Read(deployment.Database, deployment.Keys);
        var (figures, earlier, sound) = (journal.Accounts[0], journal.Accounts[1], journal.Accounts[2]);
        await deployment.EndHost();

        // The observed figures of one decision, and the amount of a transaction that came before another decision.
        await Forger.Change(
            deployment, figures.Records[^1].Row, entry => entry with { Inputs = Feared(entry.Inputs) });
        await Forger.Change(deployment, earlier.Records[1].Row, entry => entry with
        {
            Transaction = entry.Transaction with { AmountMinor = entry.Transaction.AmountMinor + 1 },
        });
        await deployment.StartHost(); // the snapshots stand behind what was changed

        var changed = await One(deployment, figures, ^1);
        Assert.False(changed.Equal);
        Assert.Equal(changed.Recorded.Outcome == changed.Recomputed.Outcome ? "decision.anomaly.score"
            : "decision.outcome", changed.FirstDifference);
        Assert.NotEqual(Json(changed.Recorded.Anomaly), Json(changed.Recomputed.Anomaly));
        Assert.Equal("state_before", (await One(deployment, earlier, ^1)).FirstDifference);
        Assert.True((await One(deployment, sound, ^1)).Equal);

        await deployment.EndHost();
        await EmptyCaches(deployment);
        await deployment.StartHost(); // now the account has to be folded over the changed record
        var refused = await Assert.ThrowsAsync<RiskException>(() => One(deployment, earlier, ^1));
        Assert.Equal(("account_unavailable", "state_hash_differs"), (refused.Problem.Code, refused.Problem.Cause));
        Assert.True((await One(deployment, sound, ^1)).Equal);
        Report.Say(output, $"replay: one observed figure changed: {changed.FirstDifference}; one earlier record "
            + "changed: state_before, and without a snapshot account_unavailable (state_hash_differs)");
    }

    [Fact]
    public async Task Replay_OneConstantOfCoreChanged_NamesTheFirstDifferenceOrRefusesByName()
    {
        await using var deployment = await Loaded();
        var journal = await RecordedJournal.Read(deployment.Database, deployment.Keys);
        var (account, behind) = journal.Accounts.SelectMany(BehindScores).First();
        using var changed = ChangedCore.PointsPerHalving();
        await deployment.EndHost();

        await deployment.StartHost(changed.Host);
        var first = await One(deployment, account, 0);
        Assert.Equal("decision.anomaly.score", first.FirstDifference);
        Assert.Equal(Math.Round(first.Recorded.Anomaly.Score * 0.9), first.Recomputed.Anomaly.Score, tolerance: 1);
        Assert.Equal("state_before", (await One(deployment, account, behind)).FirstDifference);

        await deployment.EndHost();
        await EmptyCaches(deployment);
        await deployment.StartHost(changed.Host);
        var refused = await Assert.ThrowsAsync<RiskException>(() => One(deployment, account, 0));
        Assert.Equal(("account_unavailable", "state_hash_differs"), (refused.Problem.Code, refused.Problem.Cause));

        await deployment.EndHost();
        await deployment.StartHost();
        Assert.True((await One(deployment, account, 0)).Equal);
        Report.Say(output, "replay: one constant of core changed: decision.anomaly.score "
            + $"({first.Recorded.Anomaly.Score} recorded, {first.Recomputed.Anomaly.Score} recomputed), and without a "
            + "snapshot account_unavailable (state_hash_differs)");
    }

    /// <summary>
    /// Decisions that begin a record behind a score which the change moves: a state keeps the newest score alone, and
    /// what is compared before a decision is the state before its record. How lines are put into records is chance.
    /// </summary>
    private static IEnumerable<(RecordedAccount Account, Index Which)> BehindScores(RecordedAccount account) =>
        account.Records.Zip(account.Records.Skip(1))
            .Where(pair => Moves(account.Entries.First()) && Moves(pair.First.Body.Entries[^1]))
            .Select(pair => (account, new Index((int)pair.Second.Body.Entries[0].Inputs.Sequence - 1)));

    private static bool Moves(AssessedEntry entry) => entry.Decision.Anomaly.Score >= 20;

    private static async Task<Deployment> Loaded()
    {
        var deployment = await Deployment.Create();
        await deployment.Begin();
        await using var sender = deployment.Send(new Load(seed: 7, Accounts * Each, Accounts), "sender");
        await sender.Finish(SendMax);
        await deployment.Database.UntilProjected();
        const string snapshots = "select count(*) from risk.snapshots where sequence = 64";
        while (await deployment.Database.Ask<long>(snapshots) < Accounts)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return deployment;
    }

    private static Task<int> EmptyCaches(Deployment deployment) =>
        deployment.Database.Do("truncate risk.snapshots, risk.projections, risk.lane_positions");

    /// <summary>As if the counterparty had been known for fraud when the decision was made.</summary>
    private static DecisionInputs Feared(DecisionInputs inputs) => inputs with
    {
        Figures = new CounterpartyStatistics
        {
            Known = true,
            Version = 7,
            RiskPpm = 900_000,
            LastLabels = 255,
            LastCount = 8,
            DaysSinceFraud = 0,
            Accounts = 2,
        },
    };

    private static async Task<List<ReplayBody>> Replays(Deployment deployment, List<string> decisions)
    {
        using var client = deployment.Client();
        var replays = new List<ReplayBody>();
        foreach (var decision in decisions)
        {
            replays.Add(await client.Decisions.ReplayAsync(decision));
        }

        return replays;
    }

    private static async Task<ReplayBody> One(Deployment deployment, RecordedAccount account, Index which)
    {
        using var client = deployment.Client();
        return await client.Decisions.ReplayAsync(account.DecisionId(account.Entries.ElementAt(which)));
    }

    private static string Json(ReplayBody body) => JsonSerializer.Serialize(body, ContractJson.Default.ReplayBody);

    private static string Json(DecisionBody body) => JsonSerializer.Serialize(body, ContractJson.Default.DecisionBody);

    private static string Json(AnomalyBody body) => JsonSerializer.Serialize(body, JsonSerializerOptions.Default);
}
