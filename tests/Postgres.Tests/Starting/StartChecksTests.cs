using System.ComponentModel.DataAnnotations;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Starting;

public sealed class StartChecksTests : IAsyncLifetime
{
    private readonly StoresFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Check_FreshlyMigrated_RefusesNothing() => Assert.Empty(await _fixture.Stores.Check(default));

    /// <summary>Each makes one thing wrong and names the words of its refusal.</summary>
    [Theory]
    [InlineData("grant select on risk.journal to risk_writer", "risk_writer may read the journal")]
    [InlineData("grant select (sealed) on risk.journal to risk_writer", "risk_writer may read the journal")]
    [InlineData("grant update on risk.journal to risk_writer", "risk_writer may change the journal")]
    [InlineData("grant delete on risk.journal to risk_writer", "may delete from or truncate risk.journal")]
    [InlineData("revoke insert on risk.journal from risk_writer", "risk_writer may not append")]
    [InlineData("grant select on risk.subject_keys to risk_writer", "risk_writer may read or change subject keys")]
    [InlineData("alter table risk.snapshots no force row level security", "risk_reader sees risk.snapshots without")]
    [InlineData("alter table risk.journal disable row level security", "risk_reader sees risk.journal without")]
    [InlineData("create policy more on risk.projections for select using (true)",
        "risk_reader sees risk.projections by the policy more")]
    [InlineData(
        "grant select on risk.journal_202603 to risk_reader", "risk_reader may read the partition risk.journal_202603")]
    [InlineData("grant insert on risk.publications to risk_reader", "risk_reader may write risk.publications")]
    [InlineData("grant insert on risk.journal to risk_projector", "risk_projector may write the journal")]
    [InlineData("grant select on risk.subject_keys to risk_projector", "risk_projector may read keys")]
    [InlineData("grant select on risk.journal to risk_operator", "risk_operator may read or write risk.journal")]
    [InlineData("grant create on schema risk to risk_reader", "risk_reader may create objects")]
    [InlineData("alter table risk.snapshots owner to risk_reader", "risk_reader owns risk.snapshots")]
    [InlineData("delete from risk.migrations where version = (select max(version) from risk.migrations)",
        "this program needs")]
    [InlineData("insert into risk.migrations values (9999, 'later', '')", "serves programs of 9999 or newer")]
    [InlineData("insert into risk.migrations values (9999, 'x', '', now(), 9000)", "serves programs of 9000 or newer")]
    [InlineData("create table risk.other partition of risk.journal default", "default partition")]
    public async Task Check_OneThingIsWrong_IsRefusedByNameWithItsMend(string wrong, string words)
    {
        await _fixture.Database.Execute(wrong);

        var refusals = await _fixture.Stores.Check(default);

        Assert.Contains(refusals, refusal => refusal.Thing.Contains(words, StringComparison.Ordinal));
        Assert.All(refusals, refusal => Assert.NotEmpty(refusal.Mend));
    }

    [Fact]
    public async Task Check_NewerSchemaThatServesThisProgram_IsAccepted()
    {
        await _fixture.Database.Execute(
            $"insert into risk.migrations values (9999, 'additive', '', now(), {SchemaMigrations.Version})");
        Assert.Empty(await _fixture.Stores.Check(default));
    }

    [Fact]
    public async Task Check_CommitsAreConfirmedTooEarly_IsRefused()
    {
        await _fixture.Database.Execute($"alter database \"{_fixture.Database.Name}\" set synchronous_commit = off");

        var refusals = await _fixture.Stores.Check(default);

        Assert.Contains(refusals, refusal => refusal.Thing.Contains("synchronous_commit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_NoSchema_SaysWhatToRun()
    {
        await using var empty = await TestDatabase.CreateEmpty();
        await using var stores = StoresFixture.Open(empty.Options);

        var refusal = Assert.Single(await stores.Check(default));

        Assert.Contains("migration command", refusal.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ConnectionOfAnotherRole_IsRefused()
    {
        var database = _fixture.Database;
        await using var stores = StoresFixture.Open(new PostgresOptions
        {
            Writer = database.Reader,
            Reader = database.Administrator,
            Projector = database.Projector,
            Operator = database.Operator,
        });

        var refusals = await stores.Check(default);

        Assert.Contains(refusals, refusal => refusal.Thing.StartsWith(
            "The connection for risk_writer acts as risk_reader", StringComparison.Ordinal));
        Assert.Contains(refusals, refusal => refusal.Thing.StartsWith(
            "The connection for risk_reader acts as", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_RoleTakenByASuperuser_IsRefusedInProductionOnly()
    {
        foreach (var production in new[] { false, true })
        {
            await using var stores = StoresFixture.Open(new PostgresOptions
            {
                Writer = As("risk_writer"),
                Reader = As("risk_reader"),
                Projector = As("risk_projector"),
                Operator = As("risk_operator"),
                Production = production,
            });

            var refusals = await stores.Check(default);

            Assert.Equal(production
                ? 4 : 0, refusals.Count(refusal => refusal.Thing.Contains("superuser", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task Check_PoolerInTransactionMode_IsRefused(int sessions)
    {
        await using var pooler = TransactionPooler.Start(_fixture.Database.Writer, sessions);
        await using var stores = Open(writer: pooler.Through(_fixture.Database.Writer));

        var refusal = Assert.Single(await stores.Check(default));

        Assert.Contains("transaction mode", refusal.Thing, StringComparison.Ordinal);
        Assert.Contains("risk_writer", refusal.Thing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WireThatKeepsSessions_IsNotTakenForAPooler()
    {
        await using var relay = DatabaseRelay.Start(_fixture.Database.Writer);
        await using var stores = Open(writer: relay.Through(_fixture.Database.Writer));

        Assert.Empty(await stores.Check(default));
    }

    [Fact]
    public async Task Check_DatabaseDown_IsUnavailable()
    {
        await using var relay = DatabaseRelay.Start(_fixture.Database.Operator);
        relay.Refusing = true;
        await using var stores = Open(operators: relay.Through(_fixture.Database.Operator));

        await Assert.ThrowsAsync<JournalUnavailableException>(() => stores.Check(default));
    }

    [Fact]
    public void Open_OptionOutOfItsRange_IsRefusedByName()
    {
        var refused = Assert.Throws<ValidationException>(() => StoresFixture.Open(new PostgresOptions
        {
            Writer = "Host=x",
            Reader = "Host=x",
            Projector = "Host=x",
            Operator = "Host=x",
            LockWaitMilliseconds = 1,
        }));

        Assert.Contains(nameof(PostgresOptions.LockWaitMilliseconds), refused.Message, StringComparison.Ordinal);
    }

    private PostgresStores Open(string? writer = null, string? operators = null) =>
        StoresFixture.Open(new PostgresOptions
        {
            Writer = writer ?? _fixture.Database.Writer,
            Reader = _fixture.Database.Reader,
            Projector = _fixture.Database.Projector,
            Operator = operators ?? _fixture.Database.Operator,
            ConnectSeconds = 1,
        });

    private string As(string role) => new Npgsql.NpgsqlConnectionStringBuilder(_fixture.Database.Administrator)
    {
        Options = $"-c role={role}",
    }.ConnectionString;
}
