using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Admission;

/// <summary>One quota over several silos, each with a lease of its own.</summary>
public sealed class LeasedLinesTests
{
    private const int Rate = 100;
    private static readonly TenantId _id = new(1);
    private static readonly Caller _caller = new(_id, "tests", Roles.Ingest, "request-1");

    private readonly ManualTime _time = new();
    private readonly VolatileTenants _tenants;
    private readonly LeasingTenant _tenant;
    private readonly ScriptedActors _actors;

    public LeasedLinesTests()
    {
        _tenants = new VolatileTenants(_time);
        _tenants.Put(1, new TenantSettings { Name = "one", Region = "my", LinesPerSecond = Rate });
        _tenant = new LeasingTenant(_tenants, _time, _id);
        _actors = new ScriptedActors { TenantActor = _tenant };
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Silos_ThatTakeAllTheyCan_TogetherTakeTheQuotaAndNoMore(int silos)
    {
        var held = Silos(silos);
        var taken = 0;
        for (var step = 0; step < 100; step++)
        {
            taken += await TakeAll(held);
            _time.Advance(TimeSpan.FromMilliseconds(50));
        }

        // A second's worth at once, and five seconds, of which the last step is not waited for.
        Assert.InRange(taken, (Rate * 6) - (Rate / 10) - silos, Rate * 6);
    }

    [Fact]
    public async Task Silo_ThatIsAlone_GetsAllOfTheQuota()
    {
        var held = Silos(4);
        Assert.Equal(Rate, await TakeAll([held[2]]));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Rate, await TakeAll([held[3]]));
        Assert.Equal(0, await TakeAll(held));
    }

    [Fact]
    public async Task Lease_NotTakenInASecond_IsGone()
    {
        var held = Silos(2);
        Assert.Equal(TimeSpan.Zero, await held[0].Take(_caller, Rate));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Rate, await TakeAll(held));
    }

    [Fact]
    public async Task Tenant_Lost_LeavesHalfOfTheLastSecondAndNeverNothing()
    {
        var held = Silos(1);
        await TakeAll(held);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Rate, await TakeAll(held));

        _tenant.Lost = true;
        _time.Advance(TimeSpan.FromSeconds(1));
        var asked = _tenant.Asked;
        for (var second = 0; second < 5; second++)
        {
            Assert.Equal(Rate / 2, await TakeAll(held));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(asked + 5, _tenant.Asked);
        _tenant.Lost = false;
        Assert.Equal(Rate, await TakeAll(held));
    }

    [Fact]
    public async Task Tenant_LostBeforeAnyLease_LeavesALittle()
    {
        _tenant.Lost = true;
        Assert.Equal(Rate / Limits.QuotaLeastShare / 2, await TakeAll(Silos(1)));
        Assert.Equal(1, await TakeAll([new LeasedLines(_actors, "key_1", history: false, _time)], rate: 1));
    }

    [Fact]
    public async Task Tenant_ActivatedAnew_CountsWhatItsSilosTookBefore()
    {
        var held = Silos(2);
        Assert.Equal(Rate, await TakeAll(held));
        _tenant.ActivateAnew();
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.InRange(await TakeAll(held), 0, Rate / 10);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Rate, await TakeAll(held));
    }

    private LeasedLines[] Silos(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new LeasedLines(_actors, "", history: false, _time))];

    /// <summary>Takes by turns until nobody gets any.</summary>
    private static async Task<int> TakeAll(LeasedLines[] silos, int rate = Rate)
    {
        var taken = 0;
        for (var more = true; more;)
        {
            more = false;
            foreach (var silo in silos)
            {
                if (await silo.Take(_caller, rate) == TimeSpan.Zero)
                {
                    taken++;
                    more = true;
                }
            }
        }

        return taken;
    }
}
