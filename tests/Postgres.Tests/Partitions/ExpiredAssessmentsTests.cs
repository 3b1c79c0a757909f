using System.Globalization;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Partitions;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Partitions;

/// <summary>Credit assessments whose month of the journal is dropped. It is March.</summary>
public sealed class ExpiredAssessmentsTests : IAsyncLifetime
{
    private static readonly JournalMonth January = new(202601);

    private readonly StoresFixture _fixture = new();
    private readonly ManualTime _time = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Drop_OfAMonth_TakesTheAssessmentsMadeByThenAndNoLaterOnes()
    {
        var (brief, patient) = (await Tenant("keeps a month", 1), await Tenant("keeps a year", 12));
        string[] times =
        [
            "2025-11-30T12:00:00Z", "2026-01-01T00:00:00Z", "2026-01-31T23:59:59.999Z", "2026-02-01T00:00:00Z",
            "2026-03-01T00:00:00Z",
        ];
        foreach (var time in times)
        {
            await Add(brief, time);
            await Add(patient, time);
        }

        var report = await Drop();

        Assert.Equal(DropOutcome.Dropped, report.Outcome);
        Assert.Equal(times[3..], await Kept(brief, times));
        Assert.Equal(times, await Kept(patient, times));
    }

    [Fact]
    public async Task Drop_OfAMonthThatIsRefused_TakesNone()
    {
        var tenant = await Tenant("keeps a month", 1);
        await Add(tenant, "2026-01-15T12:00:00Z");
        await using (var writer = await _fixture.Writer())
        {
            await writer.Commit(1, Some.Record("dormant", tenant: tenant, month: January, withKey: true));
        }

        Assert.Equal(DropOutcome.StillNeeded, (await Drop()).Outcome);
        Assert.Single(await Kept(tenant, "2026-01-15T12:00:00Z"));
    }

    [Theory]
    [InlineData("select count(*) from risk.credit_assessments", 1L)]
    [InlineData("with gone as (delete from risk.credit_assessments returning 1) select count(*) from gone", 1L)]
    [InlineData("with new as (update risk.credit_assessments set created_at = 0 returning 1) select count(*) from new",
        0L)]
    public async Task Owner_WithinAMomentItNames_SeesAndDeletesWhatIsOlderAlone(string statement, long rows)
    {
        var tenant = await Tenant("keeps a month", 1);
        await Add(tenant, "2026-01-15T12:00:00Z");
        await Add(tenant, "2026-02-15T12:00:00Z");
        var february = At("2026-02-01T00:00:00Z").ToString(CultureInfo.InvariantCulture);
        await using var owner = await TestDatabase.Connect(_fixture.Database.Owner);

        async Task<long> Ask(string begin)
        {
            await using var command = new Npgsql.NpgsqlCommand(begin + statement, owner);
            return (long)(await command.ExecuteScalarAsync())!;
        }

        Assert.Equal(0, await Ask(""));
        Assert.Equal(rows, await Ask($"set risk.assessments_before = '{february}'; "));
    }

    private Task<DropReport> Drop() =>
        MonthDrop.Drop(_fixture.Database.Administrator, January, _time, CancellationToken.None);

    private async Task<TenantId> Tenant(string name, int months) => (await _fixture.Stores.Make(
        new TenantSettings { Name = name, Region = "my", RetentionMonths = months })).Id;

    private ValueTask Add(TenantId tenant, string time) => _fixture.Stores.Assessments.Add(
        tenant, new AssessmentRow((UInt128)At(time), At(time), Some.Bytes(10)), CancellationToken.None);

    private async Task<List<string>> Kept(TenantId tenant, params string[] times)
    {
        var kept = new List<string>();
        foreach (var time in times)
        {
            if (await _fixture.Stores.Assessments.Find(tenant, (UInt128)At(time), CancellationToken.None) is not null)
            {
                kept.Add(time);
            }
        }

        return kept;
    }

    private static long At(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
