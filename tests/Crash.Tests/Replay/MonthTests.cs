using System.Globalization;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Client;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Crash.Tests.Rounds;
using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Partitions;
using OrleansRisk.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Crash.Tests.Replay;

/// <summary>
/// Months pass over the real database. Written by engines whose clocks the test moves; read by a host, which is another
/// process and lives in the real now.
/// </summary>
public sealed class MonthTests(ITestOutputHelper output)
{
    private const int Months = 3, PerMonth = 9;
    private static readonly string[] Accounts = ["month-1", "month-2", "month-3"];

    [Fact]
    public async Task Replay_SnapshotsGoneAndOldestMonthDropped_FirstSurvivingDecisionIsEqual()
    {
        await using var deployment = await Begun(out var time);
        var tenant = await OnlyTenant(deployment, time);
        var (before, first) = await Live(deployment, time, tenant);
        var oldest = new JournalMonth(await deployment.Database.Ask<int>("select min(period) from risk.journal"));

        await deployment.Database.Do("truncate risk.snapshots, risk.projections, risk.lane_positions");
        var report = await MonthDrop.Drop(
            deployment.Database.As("postgres"), oldest, TimeProvider.System, CancellationToken.None);
        Assert.Equal(DropOutcome.Dropped, report.Outcome);
        await deployment.StartHost();

        using var client = deployment.Client();
        foreach (var (account, key) in before.Keys)
        {
            var surviving = await deployment.Database.Ask<long>(
                $"select min(first_sequence) from risk.journal where account = '\\x{key}'");
            Assert.InRange(surviving, PerMonth, PerMonth + 3);
            var letters = Core.Accounts.AccountKey.FromBytes(Convert.FromHexString(key)).ToString();
            foreach (var (sequence, recorded) in before[(account, key)].Where(each => each.Key >= surviving))
            {
                var replay = await client.Decisions.ReplayAsync(Ids.Decision(letters, sequence));
                Assert.True(replay.Equal, replay.FirstDifference);
                Assert.Equal(Hash(recorded.StateBefore), replay.StateBefore);
                Assert.Equal(Hash(recorded.RecomputedStateAfter), replay.RecomputedStateAfter);
            }

            var gone = await Assert.ThrowsAsync<RiskException>(
                () => client.Decisions.ReplayAsync(Ids.Decision(letters, surviving - 1)));
            Assert.Equal("decision_expired", gone.Problem.Code);
            var again = await Assert.ThrowsAsync<RiskException>(
                () => client.Transactions.AssessAsync(Body(account, first)));
            Assert.Equal("too_old", again.Problem.Code); // never scored as new
        }

        Report.Say(output, $"{Months} months over {Accounts.Length} accounts, snapshots deleted, {oldest} dropped: "
            + "states and replays of what survives equal, what is dropped is refused by name");
    }

    /// <summary>The command drops the month of who has rested once the sweep has been there, and not before.</summary>
    [Fact]
    public async Task DropMonth_AccountsThatRested_AreCarriedForwardFirstAndGoOn()
    {
        await using var deployment = await Begun(out var time);
        var tenant = await OnlyTenant(deployment, time);
        var month = time.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);
        Transaction last;
        await using (var engine = await OwnEngine.Start(deployment, time, tenant))
        {
            last = (await Assess(engine, Accounts[0], "last", time)).Transaction;
            var refused = await deployment.Command("drop-month", month);
            Assert.Equal(
                (2, $"{month} stays: it holds the newest record of accounts (1 of tenant 1); the sweep of days "
                    + "carries an account forward once it has rested for its tenant's retention"),
                (refused.Code, refused.Error.Trim()));

            time.MoveTo(TimeProvider.System.GetUtcNow());
            var swept = await engine.Account(Accounts[0]).CloseDay(engine.Caller with { Roles = Roles.Sweep });
            Assert.Equal(DayResult.Carried, swept.Value);
        }

        var dropped = await deployment.Command("drop-month", month);
        Assert.Equal((0, $"{month} is dropped"), (dropped.Code, dropped.Output.Trim()));
        Assert.Equal(0, (await deployment.Command("drop-month", month)).Code); // done is done
        await deployment.StartHost();

        using var client = deployment.Client();
        var old = await Assert.ThrowsAsync<RiskException>(
            () => client.Transactions.AssessAsync(Body(Accounts[0], last)));
        Assert.Equal("too_old", old.Problem.Code); // never scored as new
        var next = await client.Transactions.AssessAsync(Body(
            Accounts[0], last with { Id = "next", At = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() }));
        Assert.True((await client.Decisions.ReplayAsync(next.Decision!)).Equal);
    }

    [Theory]
    [InlineData("2025", "2025 is no month: write 2025-01")]
    [InlineData("2099-01", "2099-01 stays: it is not over")]
    public async Task DropMonth_OfWhatCannotBe_IsRefusedByName(string month, string error)
    {
        await using var deployment = await Begun(out _);
        var refused = await deployment.Command("drop-month", month);
        Assert.Equal((2, error), (refused.Code, refused.Error.Trim()));
    }

    [Fact]
    public async Task Assess_TwoHostsOverTheMonthsBoundary_MeetAndOneConflicts()
    {
        await using var deployment = await Begun(out var late);
        var tenant = await OnlyTenant(deployment, late);
        var early = new ManualTime(late.GetUtcNow());
        await using var ahead = await OwnEngine.Start(deployment, early, tenant);
        await using var behind = await OwnEngine.Start(deployment, late, tenant);
        await Assess(ahead, Accounts[0], "before", early);
        Assert.Equal(1, (await behind.Account(Accounts[0]).Describe(behind.Caller)).Value!.Summary.Sequence);

        early.MoveTo(early.GetUtcNow().AddMonths(1)); // one host's clock is in the next month, the other's is not
        await Assess(ahead, Accounts[0], "ahead", early);
        var conflict = await behind.Account(Accounts[0]).Assess(behind.Caller, Batch(Accounts[0], "behind", late));
        Assert.IsType<Failure.Retry>(conflict.Failure);
        var decided = await Assess(behind, Accounts[0], "behind", late);

        Assert.Equal(3, decided.Inputs.Sequence);
        var journal = await RecordedJournal.Read(deployment.Database, deployment.Keys);
        var account = Assert.Single(journal.Accounts);
        Assert.Equal(["before", "ahead", "behind"], account.Entries.Select(entry => entry.Transaction.Id));
        Assert.Equal([1L, 2L, 3L], account.Entries.Select(entry => entry.Inputs.Sequence));
        Assert.Equal(2, account.Records.Select(record => record.Row.Month).Distinct().Count());
        Assert.Empty(SecondRun.Differences(account));
    }

    /// <summary>A tenant that keeps one month, and a clock three months behind the real one.</summary>
    private static Task<Deployment> Begun(out ManualTime time)
    {
        var now = TimeProvider.System.GetUtcNow();
        time = new ManualTime(ThirdOf(now).AddMonths(-Months));
        return Begin();

        static async Task<Deployment> Begin()
        {
            var deployment = await Deployment.Create();
            deployment.Settings = new TenantRequest { Name = "months", RetentionMonths = 1 };
            await deployment.Begin();
            await deployment.EndHost();
            return deployment;
        }
    }

    private static async Task<TenantId> OnlyTenant(Deployment deployment, ManualTime time)
    {
        var (first, last) = (JournalMonth.Of(time.GetUtcNow().ToUnixTimeMilliseconds()),
            JournalMonth.Of(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
        await deployment.Database.Do($"select risk.ensure_periods({first}, {last})");
        return new TenantId(await deployment.Database.Ask<int>("select id from risk.tenants"));
    }

    /// <summary>Sends through all the months; what every decision's replay says before anything is gone.</summary>
    private static async Task<(Replays Replays, Transaction First)> Live(
        Deployment deployment, ManualTime time, TenantId tenant)
    {
        var replays = new Replays();
        Transaction? first = null;
        await using var engine = await OwnEngine.Start(deployment, time, tenant);
        for (var number = 0; number < Months * PerMonth; number++)
        {
            foreach (var account in Accounts)
            {
                var entry = await Assess(engine, account, $"t-{number:000}", time);
                first ??= entry.Transaction;
            }

            var now = time.GetUtcNow();
            time.MoveTo(number % PerMonth == PerMonth - 1 ? ThirdOf(now).AddMonths(1) : now.AddDays(2));
        }

        foreach (var account in Accounts)
        {
            var of = replays[(account, Convert.ToHexString(engine.Key(account).ToBytes()))] = [];
            for (var sequence = 1L; sequence <= Months * PerMonth; sequence++)
            {
                of[sequence] = (await engine.Account(account).Replay(engine.Caller, sequence)).Value!;
            }
        }

        return (replays, first!);
    }

    private static async Task<DecidedTransaction> Assess(
        OwnEngine engine, string account, string transaction, ManualTime time)
    {
        var batch = Batch(account, transaction, time);
        var answered = Expect.Done(await engine.Account(account).Assess(engine.Caller, batch));
        return new(batch.Items[0], Assert.IsType<Answer.Decided>(Assert.Single(answered.Answers)).Entry);
    }

    private static TransactionBatch Batch(string account, string transaction, ManualTime time) => new(
        account, [Some.Transaction(transaction, at: time.GetUtcNow().ToUnixTimeMilliseconds())]);

    private static TransactionBody Body(string account, Transaction transaction) => new()
    {
        Id = transaction.Id,
        Account = account,
        At = DateTimeOffset.FromUnixTimeMilliseconds(transaction.At),
        Amount = (transaction.AmountMinor / 100m).ToString("F2", CultureInfo.InvariantCulture),
        Currency = "MYR",
        Direction = "debit",
        Status = "booked",
    };

    private static DateTimeOffset ThirdOf(DateTimeOffset now) =>
        new(now.Year, now.Month, 3, 4, 0, 0, TimeSpan.Zero);

    private static string Hash(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>By account and its key's bytes, of each sequence.</summary>
    private sealed class Replays : Dictionary<(string Account, string Key), Dictionary<long, ReplayReport>>;
}
