using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.Stores;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Days;

public sealed class PostgresDaySweepsTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    private const int Day = 20_514;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private IDaySweeps Sweeps => fixture.Stores.Days;

    [Fact]
    public async Task Take_TenantNeverSwept_NotesTheDayAsDone()
    {
        var tenant = new TenantId(101);
        Assert.Null(await Take(tenant, Day, "one"));
        Assert.Null(await Take(tenant, Day, "one"));
        Assert.Equal(new SweepPlace(default), await Take(tenant, Day + 1, "one"));
    }

    [Fact]
    public async Task Take_WhatAnotherHolds_GoesOnWhereItStoodOnceItsLeaseIsOver()
    {
        var (tenant, account) = (new TenantId(102), new AccountKey(new UInt128(7, 9)));
        await Take(tenant, Day - 1, "one");
        Assert.NotNull(await Take(tenant, Day, "one"));
        Assert.Null(await Take(tenant, Day, "two"));
        Assert.Null(await Take(tenant, Day + 1, "two"));

        var over = TimeSpan.FromSeconds(-1);
        Assert.True(await Sweeps.Advance(tenant, Day, "one", account, over, default));
        Assert.Equal(new SweepPlace(account), await Take(tenant, Day, "two"));
        Assert.False(await Sweeps.Advance(tenant, Day, "one", account, Lease, default));
        Assert.False(await Sweeps.Finish(tenant, Day, "one", default));
        Assert.True(await Sweeps.Finish(tenant, Day, "two", default));
        Assert.Null(await Take(tenant, Day, "one"));
    }

    [Fact]
    public async Task Take_NextDay_BeginsAtTheFirstAccount()
    {
        var (tenant, account) = (new TenantId(103), new AccountKey(new UInt128(7, 9)));
        await Take(tenant, Day - 1, "one");
        await Take(tenant, Day, "one");
        Assert.True(await Sweeps.Advance(tenant, Day, "one", account, Lease, default));
        Assert.Equal(new SweepPlace(default), await Take(tenant, Day + 1, "one"));
        Assert.False(await Sweeps.Finish(tenant, Day, "one", default));
        Assert.Null(await Take(tenant, Day, "one")); // no day goes back
    }

    private ValueTask<SweepPlace?> Take(TenantId tenant, int day, string node) =>
        Sweeps.Take(tenant, day, node, Lease, default);
}
