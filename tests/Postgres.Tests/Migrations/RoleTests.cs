using Npgsql;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Migrations;

/// <summary>What each role may do and may not, tried by doing it.</summary>
public sealed class RoleTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    private const string Denied = "42501";
    private const string Webhook =
        "insert into risk.webhooks values (#, 'w', 1, 1, '', '') on conflict do nothing";

    /// <summary>
    /// role | statement | allowed. An insert that is allowed violates a not-null constraint (23502): it got that far.
    /// </summary>
    public static TheoryData<string, string, bool> Rights => new()
    {
        { "writer", "insert into risk.journal (tenant) values (1)", true },
        { "writer", "insert into risk.subject_keys (tenant) values (1)", true },
        { "writer", "select 1 from risk.journal", false },
        { "writer", "select lane from risk.journal", false },
        { "writer", "select sealed from risk.journal", false },
        { "writer", "insert into risk.journal (tenant) values (1) returning tenant", false },
        { "writer", "update risk.journal set lane = 1", false },
        { "writer", "delete from risk.journal", false },
        { "writer", "truncate risk.journal", false },
        { "writer", "select 1 from risk.subject_keys", false },
        { "writer", "update risk.subject_keys set tombstone = true", false },
        { "writer", "select body from risk.snapshots", false },
        { "writer", "select sequence from risk.snapshots", true },
        { "writer", "delete from risk.snapshots", false },
        { "writer", "select last_commit from risk.lanes", true },
        { "writer", "update risk.lanes set id = default", false },
        { "writer", "delete from risk.lanes", false },
        { "writer", "select 1 from risk.tenants", false },
        { "writer", "select 1 from risk.api_keys", false },
        { "writer", "select 1 from risk.tenant_keys", false },
        { "writer", "select 1 from risk.projections", false },
        { "writer", "select risk.ensure_periods(202601, 202601)", false },
        { "writer", "create table risk.mine (a int)", false },
        { "writer", "create temporary table mine (a int)", false },
        { "writer", "alter table risk.journal disable row level security", false },
        { "reader", "select 1 from risk.journal", true },
        { "reader", "select 1 from risk.subject_keys", true },
        { "reader", "select 1 from risk.snapshots", true },
        { "reader", "select 1 from risk.tenant_keys", true },
        { "reader", "select 1 from risk.publications", true },
        { "reader", "select 1 from risk.projections", true },
        { "reader", "insert into risk.journal (tenant) values (1)", false },
        { "reader", "update risk.journal set lane = 1", false },
        { "reader", "delete from risk.snapshots", false },
        { "reader", "insert into risk.subject_keys (tenant) values (1)", false },
        { "reader", "select 1 from risk.journal_202603", false },
        { "reader", "select 1 from risk.tenants", false },
        { "reader", "select 1 from risk.api_keys", false },
        { "reader", "set role risk_owner", false },
        { "reader", "set role risk_writer", false },
        { "reader", "select risk.advance_lane(1, 1, 0)", false },
        { "projector", "select 1 from risk.journal", true },
        { "projector", "select 1 from risk.projections", true },
        { "projector", "insert into risk.projections (tenant) values (1)", true },
        { "projector", "insert into risk.publications (tenant) values (1)", true },
        { "projector", "update risk.publications set version = 1", false },
        { "projector", "delete from risk.projections", false },
        { "projector", "insert into risk.journal (tenant) values (1)", false },
        { "projector", "select 1 from risk.subject_keys", false },
        { "projector", "select 1 from risk.snapshots", false },
        { "projector", "select 1 from risk.tenant_keys", false },
        { "projector", "select 1 from risk.api_keys", false },
        { "projector", "select 1 from risk.webhooks", true },
        { "projector", "insert into risk.webhooks (tenant) values (1)", false },
        { "projector", "update risk.webhooks set sealed = ''", false },
        { "projector", "insert into risk.webhook_events (tenant) values (1)", true },
        { "projector", "insert into risk.webhook_places (tenant) values (1)", false },
        { "operator", "insert into risk.webhooks (tenant) values (1)", true },
        { "operator", "select 1 from risk.webhook_events", false },
        { "operator", "select 1 from risk.webhook_deliveries", false },
        { "reader", "update risk.webhook_places set cursor = ''", false },
        { "reader", "delete from risk.webhook_events", false },
        { "writer", "select 1 from risk.webhooks", false },
        { "operator", "select 1 from risk.tenants", true },
        { "operator", "select 1 from risk.api_keys", true },
        { "operator", "insert into risk.tenant_keys (tenant) values (1)", true },
        { "operator", "select risk.ensure_periods(202601, 202601)", true },
        { "operator", "select 1 from risk.tenant_keys", false },
        { "operator", "insert into risk.tenant_changes (tenant) values (1)", true },
        { "operator", "select actor from risk.tenant_changes", false },
        { "operator", "update risk.tenant_changes set actor = ''", false },
        { "operator", "delete from risk.tenant_changes", false },
        { "writer", "insert into risk.tenant_changes (tenant) values (1)", false },
        { "reader", "insert into risk.tenant_changes (tenant) values (1)", false },
        { "projector", "insert into risk.tenant_changes (tenant) values (1)", false },
        { "operator", "insert into risk.publications values (1, 2, 1, 1, decode(repeat('00', 32), 'hex'), '')", true },
        { "operator", "insert into risk.publications values (1, 1, 1, 1, decode(repeat('00', 32), 'hex'), '')", false },
        { "operator", "select 1 from risk.publications", false },
        { "operator", "delete from risk.tenants", false },
        { "operator", "update risk.tenants set origin_tenant = 2", false },
        { "operator", "delete from risk.api_keys", false },
        { "operator", "update risk.api_keys set secret_hash = ''", false },
        { "operator", "update risk.api_keys set roles = 64", false },
        { "operator", "delete from risk.customer_accounts", false },
        { "reader", "select 1 from risk.repeats", false },
        { "writer", "insert into risk.customer_accounts values (1, '', '')", false },
        { "operator", "update risk.credit_assessments set content = ''", false },
        { "operator", "delete from risk.credit_assessments", false },
        { "operator", "set local risk.assessments_before = 9; delete from risk.credit_assessments", false },
        { "reader", "delete from risk.credit_assessments", false },
        { "writer", "delete from risk.credit_assessments", false },
        { "projector", "select 1 from risk.credit_assessments", false },
        { "operator", "select 1 from risk.journal", false },
        { "operator", "select 1 from risk.subject_keys", false },
        { "operator", "select 1 from risk.snapshots", false },
        { "operator", "select 1 from risk.projections", false },
        { "operator", "insert into risk.migrations (version) values (99)", false },
    };

    /// <summary>Every table that holds something of a tenant's accounts.</summary>
    public static TheoryData<string, string> TenantTables => new()
    {
        { "risk.journal", "insert into risk.journal values " +
            "(#, '\\x00', 1, 1, 1, 1, 1, 202603, 202603, 1, 1, 1, 0, '\\x00', '\\x00', '\\x00', null)" },
        { "risk.subject_keys", "insert into risk.subject_keys values " +
            "(#, '\\x000102030405060708090a0b0c0d0e0f', 1, 1, 202603, 1, '\\x00')" },
        { "risk.snapshots", "insert into risk.snapshots values " +
            "(#, '\\x000102030405060708090a0b0c0d0e0f', 1, 1, 1, 202603, '\\x00', '\\x00')" },
        { "risk.tenant_keys", "insert into risk.tenant_keys values (#, 1, 1, 1, 'kek', '\\x00', '\\x00')" },
        { "risk.publications",
            "insert into risk.publications values (#, 1, 1, 1, decode(repeat('00', 32), 'hex'), '\\x00')" },
        { "risk.tenant_changes", "insert into risk.tenant_changes values (#, 1, 1, '', 0, '', 1, " +
            "decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))" },
        { "risk.projections", "insert into risk.projections values (#, 1, '\\x00')" },
        { "risk.customer_accounts", "insert into risk.customer_accounts values " +
            "(#, '\\x000102030405060708090a0b0c0d0e0f', '\\x000102030405060708090a0b0c0d0e0f')" },
        { "risk.credit_assessments",
            "insert into risk.credit_assessments values (#, '\\x000102030405060708090a0b0c0d0e0f', 1, '\\x00')" },
        { "risk.webhooks", Webhook },
        { "risk.webhook_places", Webhook + "; insert into risk.webhook_places values (#, 'w', '')" },
        { "risk.webhook_events", Webhook + "; insert into risk.webhook_events (tenant, webhook, event, type, " +
            "account, sequence, attempts, held_at, due_at, cause) " +
            "values (#, 'w', '', '', '\\x000102030405060708090a0b0c0d0e0f', 1, 1, 1, 1, '')" },
        { "risk.webhook_deliveries", Webhook + "; insert into risk.webhook_deliveries (tenant, webhook, event, " +
            "type, at, attempt, result, milliseconds) values (#, 'w', '', '', 1, 1, '', 1)" },
    };

    [Theory]
    [MemberData(nameof(Rights))]
    public async Task Role_Statement_IsAllowedOrDenied(string role, string statement, bool allowed)
    {
        await using var connection = await TestDatabase.Connect(ConnectionString(role));

        var denied = await IsDenied(connection, statement);

        Assert.Equal(allowed, !denied);
    }

    [Theory]
    [MemberData(nameof(TenantTables))]
    public async Task Reader_TableOfTenants_SeesTheTenantOfItsTransactionOnly(string table, string insert)
    {
        await fixture.Database.Execute(insert.Replace("#", "901", StringComparison.Ordinal));
        await fixture.Database.Execute(insert.Replace("#", "902", StringComparison.Ordinal));
        await using var reader = await TestDatabase.Connect(fixture.Database.Reader);

        Assert.Equal([901], await Tenants(reader, table, "begin; set local app.tenant = '901'"));
        Assert.Equal([902], await Tenants(reader, table, "begin; set local app.tenant = '902'"));
        Assert.Empty(await Tenants(reader, table, "begin; set local app.tenant = '903'"));
        Assert.Empty(await Tenants(reader, table, "begin")); // forgotten, or left from the transaction before
        Assert.Empty(await Tenants(reader, table, "begin; set local app.tenant = ''"));
        Assert.Empty(await Tenants(reader, table, "begin; set local row_security = on"));
    }

    [Theory]
    [MemberData(nameof(TenantTables))]
    public async Task Owner_TableOfTenants_SeesNothingForRowLevelSecurityIsForced(string table, string insert)
    {
        await fixture.Database.Execute(insert.Replace("#", "904", StringComparison.Ordinal));
        await using var owner = await TestDatabase.Connect(fixture.Database.Owner);

        Assert.Empty(await Tenants(owner, table, "begin; set local app.tenant = '904'"));
    }

    [Fact]
    public async Task Tables_WithATenantColumn_AreAllUnderForcedRowLevelSecurity()
    {
        var open = await fixture.Database.Ask<string>(
            """
            select string_agg(c.relname, ', ') from pg_class c join pg_attribute a on a.attrelid = c.oid
                and a.attname = 'tenant'
            where c.relnamespace = 'risk'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'api_keys'
                and not (c.relrowsecurity and c.relforcerowsecurity)
            """);

        Assert.Null(open); // API keys are looked up before the tenant is known, by a role that sees nothing else of it
    }

    [Fact]
    public async Task Functions_OfOurs_AreForNobodyButWhoWasGranted()
    {
        var open = await fixture.Database.Ask<string>(
            """
            select string_agg(proname, ', ') from pg_proc
            where pronamespace = 'risk'::regnamespace and proname <> 'current_tenant'
                and has_function_privilege('public', oid, 'execute')
            """);

        Assert.Null(open);
    }

    private string ConnectionString(string role) => role switch
    {
        "writer" => fixture.Database.Writer,
        "reader" => fixture.Database.Reader,
        "projector" => fixture.Database.Projector,
        _ => fixture.Database.Operator,
    };

    private static async Task<bool> IsDenied(NpgsqlConnection connection, string statement)
    {
        try
        {
            await using var command = new NpgsqlCommand("begin; " + statement + "; rollback", connection);
            await command.ExecuteNonQueryAsync();
            return false;
        }
        catch (PostgresException failure)
        {
            return failure.SqlState == Denied;
        }
    }

    private static async Task<List<int>> Tenants(NpgsqlConnection connection, string table, string begin)
    {
        await using var command =
            new NpgsqlCommand($"{begin}; select tenant from {table} where tenant >= 901; commit", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var tenants = new List<int>();
        while (await rows.ReadAsync())
        {
            tenants.Add(rows.GetInt32(0));
        }

        return tenants;
    }
}
