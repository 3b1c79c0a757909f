using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Migrations;

public sealed class SchemaMigrationsTests
{
    [Fact]
    public async Task Apply_Twice_ChangesNothing()
    {
        await using var database = await TestDatabase.Create();
        var id = await database.Ask<Guid>("select id from risk.deployment");

        var again = await Apply(database);

        Assert.Equal(new MigrationReport(SchemaMigrations.Version, SchemaMigrations.Version, 0), again);
        Assert.Equal(id, await database.Ask<Guid>("select id from risk.deployment"));
    }

    [Fact]
    public async Task Apply_ByFourAtOnce_RunsEachFileOnce()
    {
        await using var database = await TestDatabase.CreateEmpty();

        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Apply(database))));

        Assert.Equal([0, SchemaMigrations.Version, SchemaMigrations.Version, SchemaMigrations.Version],
            reports.Select(report => report.Before).Order());
        Assert.Equal(SchemaMigrations.Version, await database.Ask<long>("select count(*) from risk.migrations"));
    }

    [Fact]
    public async Task Apply_AppliedFileHasAnotherText_IsRefusedByName()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute("update risk.migrations set checksum = '\\x00' where version = 2");

        var refused = await Assert.ThrowsAsync<SchemaRefusedException>(() => Apply(database));

        Assert.Contains("0002_tenants.sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_DatabaseOfANewerProgram_IsRefused()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(
            "insert into risk.migrations (version, name, checksum) values (9999, '9999_later.sql', '')");

        var refused = await Assert.ThrowsAsync<SchemaRefusedException>(() => Apply(database));

        Assert.Contains("serves programs of 9999 or newer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_DatabaseOfANewerProgramThatServesThisOne_ChangesNothing()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute(
            $"insert into risk.migrations values (9999, '9999_additive.sql', '', now(), {SchemaMigrations.Version})");

        var report = await Apply(database);

        Assert.Equal((SchemaMigrations.Version + 1, SchemaMigrations.Version + 1), (report.Before, report.After));
    }

    [Fact]
    public async Task Apply_TwoDatabases_HaveTwoDeploymentIds()
    {
        await using var one = await TestDatabase.Create();
        await using var other = await TestDatabase.Create();

        Assert.NotEqual(
            await one.Ask<Guid>(
                "select id from risk.deployment"), await other.Ask<Guid>("select id from risk.deployment"));
    }

    private static Task<MigrationReport> Apply(TestDatabase database) => SchemaMigrations.Apply(
        database.Administrator, TestDatabase.FirstMonth, TestDatabase.LastMonth, CancellationToken.None);
}
