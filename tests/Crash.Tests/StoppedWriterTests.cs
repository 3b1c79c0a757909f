using System.Diagnostics;
using OrleansRisk.Crash.Tests.Rounds;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Crash.Tests.Wire;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Crash.Tests;

/// <summary>
/// SIGSTOP, for real, in the middle of a commit: to the server's process behind one writer, and to a whole host. What
/// it had begun stays locked on the server, and nobody says that anything is wrong. Other accounts are served all the
/// while.
/// </summary>
public sealed class StoppedWriterTests(ITestOutputHelper output)
{
    private const int Accounts = 24;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Backend_StoppedInsideACommit_OtherWritersGoOnAndItsOwnComeBack()
    {
        await using var deployment = await Deployment.Create();
        deployment.HostSettings = ["--journalwriters", "2"];
        await deployment.Begin();
        await using var callers = Callers.Start(deployment.Host.Port, deployment.Key, Accounts, "lane");
        await UntilAllServed(callers, 0);

        var trap = deployment.Wire.Set(Phase.Sent, commits: 3, onlyOne: true);
        await trap.Sprung.WaitAsync(Most);
        var (writer, process) = await StandingStill(deployment);
        Signals.Pause(process);
        var stopped = Stopwatch.GetTimestamp();
        trap.Release(); // COMMIT is sent, to a process that is stopped inside the transaction
        var others = await NotOnWriter(deployment, callers, writer);
        await callers.Until(
            () => callers.Since(stopped).Count == Accounts || Stopwatch.GetElapsedTime(stopped).TotalSeconds > 20,
            Most, () => deployment.Host.Said);
        var (end, meanwhile) = (Stopwatch.GetTimestamp(), callers.Since(stopped));
        Signals.Resume(process);
        await UntilAllServed(callers, end);
        await callers.Finish();

        Say("a journal writer's backend stopped inside a commit", stopped, end, meanwhile, others);
        Assert.InRange(others.Count, 1, Accounts - 1);
        AssertServed(meanwhile, others, stopped, end);
        await AssertEachOnce(deployment, callers);
    }

    [Fact]
    public async Task Host_StoppedInsideACommit_AnotherHostServesTheOthersAndEndsItsHold()
    {
        await using var deployment = await Deployment.Create();
        await deployment.Begin();
        await using var callers = Callers.Start(deployment.Host.Port, deployment.Key, Accounts, "host");
        await UntilAllServed(callers, 0);

        var trap = deployment.Wire.Set(Phase.Sent, commits: 3);
        await trap.Sprung.WaitAsync(Most);
        Signals.Pause(deployment.Host.Id); // its rows are on the server, locked, and it will say nothing more
        await using var another = await deployment.StartAnotherHost();
        callers.TurnTo(another.Port);
        var stopped = Stopwatch.GetTimestamp();
        await using var aside = Callers.Start(another.Port, deployment.Key, Accounts, "aside"); // none of it is held
        await UntilAllServed(callers, stopped);
        var end = Stopwatch.GetTimestamp();
        var meanwhile = callers.Since(stopped).Concat(aside.Since(stopped))
            .SelectMany(account => account).ToLookup(answer => answer.As.Account);
        await aside.Finish();
        trap.Release();
        Signals.Resume(deployment.Host.Id);
        await UntilAllServed(callers, end);
        await callers.Finish();

        var others = aside.Accounts.ToHashSet();
        Say("a host stopped inside a commit", stopped, end, meanwhile, others);
        AssertServed(meanwhile, others, stopped, end);
        await AssertEachOnce(deployment, callers);
    }

    private static Task UntilAllServed(Callers callers, long since) => callers.Until(
        () => callers.Since(since).Count == Accounts, Most, () => $"served: {callers.Since(since).Count}");

    /// <summary>The writer that the trap holds: its transaction is the only one that grows old.</summary>
    private static async Task<(int Writer, int Process)> StandingStill(Deployment deployment)
    {
        const string oldest =
            """
            select coalesce((
                select pid || ' ' || substring(application_name from '[0-9]+$') from pg_stat_activity
                where application_name like 'risk lane %' and state = 'idle in transaction'
                    and xact_start < clock_timestamp() - interval '300 milliseconds'), '')
            """;
        while (true)
        {
            if ((await deployment.Database.Ask<string>(oldest)).Split(' ') is [var process, var writer])
            {
                return (int.Parse(writer, Numbers), int.Parse(process, Numbers));
            }
        }
    }

    private static IFormatProvider Numbers => System.Globalization.CultureInfo.InvariantCulture;

    private static async Task<IReadOnlySet<string>> NotOnWriter(Deployment deployment, Callers callers, int writer)
    {
        var on = (await deployment.Database.Ask<string[]>(
            $"select array_agg(distinct encode(account, 'hex')) from risk.journal where lane = {writer}")).ToHashSet();
        return callers.Acknowledged.Where(answer => !on.Contains(HexOf(answer))).Select(answer => answer.Account)
            .ToHashSet();
    }

    private static string HexOf(Acknowledged answer) =>
        Contract.Ids.TryParseDecision(answer.Decision, out var letters, out _, out _)
            && Core.Accounts.AccountKey.TryParse(letters, out var key)
            ? Convert.ToHexStringLower(key.ToBytes())
            : throw new FormatException(answer.Decision);

    private static TimeSpan Since(long moment, Served answer) => Stopwatch.GetElapsedTime(moment, answer.At);

    private void Say(
        string what, long stopped, long end, ILookup<string, Served> meanwhile, IReadOnlySet<string> others)
    {
        var held = meanwhile.Where(account => !others.Contains(account.Key)).ToList();
        var back = held.Count == 0 ? 0 : held.Max(account => Since(stopped, account.First()).TotalSeconds);
        Report.Say(output, string.Create(Numbers,
            $"{what} for {Stopwatch.GetElapsedTime(stopped, end).TotalSeconds:F1} s: {others.Count} other accounts had "
            + $"{others.Sum(account => meanwhile[account].Count())} answers, longest without one "
            + $"{others.Max(account => LongestGap(meanwhile[account], stopped, end)).TotalMilliseconds:F0} ms; "
            + $"of those it held up {held.Count} were back, the last after {back:F1} s"));
    }

    private static TimeSpan LongestGap(IEnumerable<Served> answers, long from, long to)
    {
        long[] moments = [from, .. answers.Select(answer => answer.At).Where(at => at < to).Order(), to];
        return moments.Zip(moments.Skip(1), Stopwatch.GetElapsedTime).Max();
    }

    private static void AssertServed(
        ILookup<string, Served> meanwhile, IReadOnlySet<string> others, long stopped, long end) =>
        Assert.All(others, account => Assert.InRange(
            LongestGap(meanwhile[account], stopped, end), TimeSpan.Zero, TimeSpan.FromSeconds(4)));

    private static async Task AssertEachOnce(Deployment deployment, Callers callers)
    {
        var journal = await RecordedJournal.Read(deployment.Database, deployment.Keys);
        var findings = Findings.Of(callers.Acknowledged, journal);
        Assert.Empty(findings.Lost);
        Assert.Empty(findings.Twice);
        Assert.Empty(findings.Changed);
        Assert.Empty(findings.Gaps);
    }
}
