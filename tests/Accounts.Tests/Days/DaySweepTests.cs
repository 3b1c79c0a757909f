using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Accounts.Days;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Days;

public sealed class DaySweepTests : IAsyncLifetime
{
    private static readonly string[] Accounts = ["A-1", "A-2", "A-3", "A-4", "A-5"];

    private VolatileEngine _engine = null!;
    private VolatileDaySweeps _sweeps = null!;
    private ListedAccounts _listed = null!;

    public async Task InitializeAsync()
    {
        _engine = await VolatileEngine.Create();
        _sweeps = new VolatileDaySweeps(_engine.Time);
        _listed = new ListedAccounts(Accounts.Select(_engine.Key));
        foreach (var account in Accounts[..3])
        {
            await Salaried.Load(_engine, account, paidDaysAgo: 60);
        }

        await Salaried.Load(_engine, Accounts[3], paidDaysAgo: 10);
        await Salaried.Load(_engine, Accounts[4], paidDaysAgo: 10);
        await Sweep("one").Step(default); // the first day that a tenant is seen is not swept
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Step_DayThatEnded_AsksEveryAccountOnceAndClosesWhatIsDue()
    {
        Assert.Equal((0, 0), Short(await Sweep("one").Step(default)));
        NextDay();
        Assert.Equal((5, 3), Short(await Sweep("one").Step(default)));
        Assert.Equal((0, 0), Short(await Sweep("one").Step(default)));
        NextDay();
        Assert.Equal((5, 3), Short(await Sweep("one").Step(default)));
    }

    [Fact]
    public async Task Step_RowsThatWaitForARebuild_AreFoldedInFirst()
    {
        var account = _engine.Account(Accounts[0]);
        Expect.Done(await account.Assess(_engine.Caller(), new TransactionBatch(
            Accounts[0], [Some.Transaction("old", at: Some.Moment - (400 * Salaried.DayMs))], IngestMode.History)));
        Assert.Equal(1, Expect.Done(await account.Describe(_engine.Caller())).Waiting);

        NextDay();
        Assert.Equal((5, 3), Short(await Sweep("one").Step(default)));

        var view = Expect.Done(await account.Describe(_engine.Caller()));
        Assert.Equal((0, 1), (view.Waiting, view.Revision));
    }

    [Fact]
    public async Task Step_WhileAnotherNodeIsAtIt_WaitsUntilThatIsGone()
    {
        NextDay();
        var day = Today - 1;
        Assert.NotNull(await _sweeps.Take(_engine.Tenant, day, "other", TimeSpan.FromMinutes(2), default));
        Assert.True(await _sweeps.Advance(
            _engine.Tenant, day, "other", Accounts.Select(_engine.Key).Order().ElementAt(1), TimeSpan.FromMinutes(2),
            default));
        Assert.Equal((0, 0), Short(await Sweep("one").Step(default)));

        _engine.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(3, (await Sweep("one").Step(default)).Asked); // behind what the other noted
        Assert.False(await _sweeps.Finish(_engine.Tenant, day, "other", default));
    }

    [Fact]
    public async Task Step_JournalAwayInTheMiddle_GoesOnWhereItStood()
    {
        NextDay();
        var due = 0;
        _engine.Journal.FaultOf = (_, _) => ++due > 1 ? Fault.NotRecorded : Fault.None;
        Assert.Equal(1, (await Sweep("one").Step(default)).Closed);
        _engine.Journal.FaultOf = static (_, _) => Fault.None;
        Assert.Equal(2, (await Sweep("one").Step(default)).Closed);
        Assert.Equal((0, 0), Short(await Sweep("one").Step(default)));
    }

    [Fact]
    public async Task Step_AccountThatCannotBeRead_HoldsUpNoOther()
    {
        NextDay();
        _engine.Journal.Tamper(
            _engine.Tenant, _engine.Key(Accounts[0]),
            rows => rows.Records[^1] = rows.Records[^1] with { Body = new byte[] { 1, 2, 3 } });
        await _engine.Restart();
        var report = await Sweep("one").Step(default);
        Assert.Equal((5, 2, 1), (report.Asked, report.Closed, report.Unreadable));
    }

    [Fact]
    public async Task Step_TenantsOfAnotherPool_AreLeftToIt()
    {
        NextDay();
        var sweep = new DaySweep(
            Sources() with { Serves = _ => false }, "one", Options, _engine.Time, NullLogger<DaySweep>.Instance);
        Assert.Equal((0, 0), Short(await sweep.Step(default)));
    }

    [Fact]
    public async Task Step_DatabaseThatDoesNotAnswer_IsTriedAgain()
    {
        NextDay();
        _listed.Silent = true;
        Assert.Equal((0, 0), Short(await Sweep("one").Step(default)));
        _listed.Silent = false;
        Assert.Equal((5, 3), Short(await Sweep("one").Step(default)));
    }

    private static DaySweepOptions Options { get; } = new() { Page = 2, AtOnce = 1 };

    private int Today => (int)((_engine.Time.GetUtcNow().ToUnixTimeMilliseconds() + (8 * 3_600_000L)) / Salaried.DayMs);

    private static (int, int) Short(DaySweepReport report) => (report.Asked, report.Closed);

    private void NextDay() => _engine.Time.Advance(TimeSpan.FromDays(1));

    private DaySweepSources Sources() => new(_engine.Tenants, _sweeps, _listed, _engine.Actors, _ => true);

    private DaySweep Sweep(string node) =>
        new(Sources(), node, Options, _engine.Time, NullLogger<DaySweep>.Instance);
}
