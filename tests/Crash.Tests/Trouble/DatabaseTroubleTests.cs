using System.Diagnostics;
using OrleansRisk.Crash.Tests.Rounds;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Journal.Records;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Crash.Tests.Trouble;

/// <summary>
/// PostgreSQL locked, standing still, down, restarted and full, one after the other, under a stream that goes on: what
/// is not acknowledged is not counted, and sending it again gives each exactly once.
/// </summary>
public sealed class DatabaseTroubleTests(ITestOutputHelper output)
{
    private const int Transactions = 12_000, Step = 1_200;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60), SendMax = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Stream_ServerLockedSlowDownAndRestarted_EachIsThereOnce()
    {
        await using var deployment = await Deployment.Create();
        await deployment.Begin();
        await using var sender = deployment.Send(new Load(seed: 5, Transactions), "sender");
        (string Name, Func<Deployment, Task> Happens)[] troubles =
        [
            ("the journal locked", Locked), ("every backend stopped", StandsStill), ("down", Down),
            ("restarted at once", server => server.Server.Stop("immediate", andStart: true)),
            ("restarted in good order", server => server.Server.Stop("fast", andStart: true)),
        ];
        foreach (var (name, happens) in troubles)
        {
            await UntilAcknowledged(sender, sender.Acknowledged.Count + Step);
            var (before, watch) = (sender.Acknowledged.Count, Stopwatch.StartNew());
            await happens(deployment);
            var during = sender.Acknowledged.Count;
            await UntilAcknowledged(sender, during + 1);
            Report.Say(output, $"server {name}: {during - before} acknowledged meanwhile, "
                + $"answers again {watch.Elapsed.TotalSeconds:F1} s after it began");
        }

        await AssertEachOnce(deployment, sender);
    }

    [SmallDiskFact]
    public async Task Stream_ServerHasNoRoomLeft_EachIsThereOnceWhenThereIsRoomAgain()
    {
        using var disk = SmallDisk.Mount(megabytes: 3);
        await using var deployment = await Deployment.Create();
        await deployment.Begin();
        await PutJournalOn(deployment, disk);
        await using var sender = deployment.Send(new Load(seed: 6, Transactions), "sender");

        await UntilNothingIsAcknowledged(sender);
        var (acknowledged, recorded) = (sender.Acknowledged.Count, await Recorded(deployment));
        Assert.Contains("No space left on device", deployment.Server.Log, StringComparison.Ordinal);
        Assert.InRange(acknowledged, 1, Transactions - 1);
        disk.Grow(megabytes: 200);
        await AssertEachOnce(deployment, sender);
        Report.Say(output, $"server full: {acknowledged:N0} acknowledged of {recorded:N0} recorded, then none; with "
            + $"room again all {Transactions:N0}, each once");
    }

    private static async Task Locked(Deployment deployment)
    {
        await using var connection = await RiskDatabase.Open(deployment.Database.As("postgres"));
        await using var held = await connection.BeginTransactionAsync();
        await using var take = new Npgsql.NpgsqlCommand("lock table risk.journal in share mode", connection);
        await take.ExecuteNonQueryAsync();
        await Pass(TimeSpan.FromSeconds(2));
    }

    private static async Task StandsStill(Deployment deployment)
    {
        deployment.Server.Pause();
        await Pass(TimeSpan.FromSeconds(3));
        deployment.Server.Resume();
    }

    private static async Task Down(Deployment deployment)
    {
        await deployment.Server.Stop("fast", andStart: false);
        await Pass(TimeSpan.FromSeconds(2));
        deployment.Server.Start();
    }

    private static async Task PutJournalOn(Deployment deployment, SmallDisk disk)
    {
        var month = JournalMonth.Of(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await deployment.Database.Do($"create tablespace small location '{disk.Folder}'");
        await deployment.Database.Do(
            $"""
            alter table risk.journal_{month} set tablespace small;
            alter index risk.journal_{month}_pkey set tablespace small;
            """);
    }

    private static Task<long> Recorded(Deployment deployment) => deployment.Database.Ask<long>(
        "select coalesce(sum(last_sequence - first_sequence + 1), 0)::bigint from risk.journal");

    private static async Task UntilAcknowledged(SenderProcess sender, int count)
    {
        var patience = Stopwatch.StartNew();
        while (sender.Acknowledged.Count < count)
        {
            Assert.True(patience.Elapsed < Most, $"{sender.Acknowledged.Count} acknowledged, {count} waited for");
            Assert.False(sender.Ended.IsCompleted, "the sender ended before the trouble");
            await Pass(TimeSpan.FromMilliseconds(20));
        }
    }

    private static async Task UntilNothingIsAcknowledged(SenderProcess sender)
    {
        await UntilAcknowledged(sender, 1);
        for (var last = 0; last != sender.Acknowledged.Count;)
        {
            last = sender.Acknowledged.Count;
            await Pass(TimeSpan.FromSeconds(3));
        }
    }

    private static async Task AssertEachOnce(Deployment deployment, SenderProcess sender)
    {
        await sender.Finish(SendMax);
        var journal = await RecordedJournal.Read(deployment.Database, deployment.Keys);
        var findings = Findings.Of(sender.Acknowledged, journal);
        Assert.Empty(findings.Lost);
        Assert.Empty(findings.Twice);
        Assert.Empty(findings.Changed);
        Assert.Empty(findings.Gaps);
        Assert.Equal(Transactions, findings.Recorded);
        Assert.Empty(journal.Accounts.SelectMany(SecondRun.Differences));
    }

    private static Task Pass(TimeSpan time) => Task.Delay(time, TimeProvider.System);
}
