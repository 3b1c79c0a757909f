using System.Text;
using OrleansRisk.Crash.Tests.Rounds;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Crash.Tests.Wire;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Crash.Tests;

/// <summary>
/// A server that is set to confirm before it has written (synchronous_commit off), while hosts run, and is then killed:
/// the writer does not let it; and the red control, where the writer is kept from that, shows that these tests see what
/// is lost. With that setting from the beginning a host does not even start.
/// </summary>
public sealed class DurabilityTests(ITestOutputHelper output)
{
    private const int Transactions = 6_000, AcknowledgedBefore = 2_000;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromMilliseconds(500);
    private static readonly byte[] Insistence = Encoding.ASCII.GetBytes("set_config('synchronous_commit'");
    private static readonly byte[] Blank = Encoding.ASCII.GetBytes("set_config('app.lane_keeps_qui'");

    [Fact]
    public async Task Server_ToldToConfirmTooEarly_LosesNothingOfTheWriters()
    {
        var lost = await KillTheServer(takeInsistenceAway: false);
        Assert.Empty(lost);
    }

    [Fact]
    public async Task RedControl_WriterThatDoesNotInsist_IsSeenToLose()
    {
        var lost = await KillTheServer(takeInsistenceAway: true);
        Report.Say(
            output,
            $"red control: synchronous_commit off and the writer kept quiet: {lost.Count} acknowledged lost");
        Assert.NotEmpty(lost);
    }

    [Fact]
    public async Task Host_KilledBeforeItsCommit_HasAcknowledgedNothingOfIt()
    {
        await using var deployment = await Deployment.Create();
        await deployment.Begin();
        await using var sender = deployment.Send(new Load(seed: 1, Transactions), "sender");
        var trap = deployment.Wire.Set(Phase.Sent, commits: 25);
        await trap.Sprung.WaitAsync(TimeSpan.FromSeconds(60));
        await Task.Delay(AnswerMax, TimeProvider.System); // who answers too early does so now
        await deployment.Host.KillHard();
        await sender.KillHard();
        await deployment.Wire.Reset();

        var journal = await RecordedJournal.Read(deployment.Database, deployment.Keys);
        var findings = Findings.Of(sender.Acknowledged, journal);
        Report.Say(
            output, $"host killed with its rows sent, before COMMIT: {sender.Acknowledged.Count:N0} acknowledged, "
            + $"{findings.Lost.Count} of them lost");
        Assert.NotEmpty(sender.Acknowledged);
        Assert.Empty(findings.Lost);
    }

    private static async Task<IReadOnlyList<string>> KillTheServer(bool takeInsistenceAway)
    {
        await using var deployment = await Deployment.Create("wal_writer_delay = 10s");
        if (takeInsistenceAway)
        {
            deployment.Wire.Rewrite = WithoutInsistence;
        }

        await deployment.Begin();
        deployment.Server.Configure(["synchronous_commit = off"]);
        deployment.Server.Reload();
        await using var sender = deployment.Send(new Load(seed: 1, Transactions), "sender");
        while (sender.Acknowledged.Count < AcknowledgedBefore && !sender.Ended.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        await deployment.Server.KillHard();
        await deployment.Host.KillHard();
        await sender.KillHard();
        deployment.Server.Start();
        var journal = await RecordedJournal.Read(deployment.Database, deployment.Keys);
        return Findings.Of(sender.Acknowledged, journal).Lost;
    }

    private static void WithoutInsistence(Span<byte> message)
    {
        if (message.IndexOf(Insistence) is >= 0 and var at)
        {
            Blank.CopyTo(message[at..]);
        }
    }
}
