using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Partitions;

/// <summary>What became of a month that was to be dropped.</summary>
public enum DropOutcome
{
    Dropped = 1,

    /// <summary>It has no partition.</summary>
    NotThere,

    /// <summary>It is the current month, or a later one.</summary>
    NotOver,

    /// <summary>Accounts have their newest record in it: they must be carried forward, or erased, first.</summary>
    StillNeeded,

    /// <summary>It holds what arrived within the retention of its tenant: identities would be new again.</summary>
    WithinRetention,
}

/// <param name="Waiting">Accounts that keep the month, for either reason, at most 1,000 of them.</param>
public sealed record DropReport(DropOutcome Outcome, IReadOnlyList<(TenantId Tenant, AccountKey Account)> Waiting)
{
    /// <summary>There may be more than these.</summary>
    public bool MayBeMore => Waiting.Count == Limits.WaitingAccountsShown;
}

/// <summary>
/// Drops a month of the journal, for good, and the credit assessments made by then. Run by a command with an
/// administrator's connection. Writers and readers go on meanwhile; where it is interrupted, doing it again finishes
/// it.
/// </summary>
public static class MonthDrop
{
    // Under risk_projector, because row-level security holds for the owner too: the owner would see no account and
    // drop them all.
    private const string WaitingAccounts =
        """
        select newest.tenant, newest.account
        from (select distinct on (p.tenant, p.account) p.tenant, p.account, p.kind from risk.journal p
              where p.period = $1 order by p.tenant, p.account, p.first_sequence desc) newest
        where newest.kind <> $2 and not exists (
            select from risk.journal j where j.tenant = newest.tenant and j.account = newest.account and j.period > $1)
        limit $3
        """;

    // A record's month is taken from the one before it, its next month from its arrival: an account that rested for
    // half a year has an old month with a young record in it. What carries a state forward holds no identity.
    private const string RetainedAccounts =
        """
        select distinct j.tenant, j.account from risk.journal j
        join unnest($2::int[], $3::int[]) as kept(tenant, since) on kept.tenant = j.tenant
        where j.period = $1 and j.next_period >= kept.since and j.kind <> $4
        limit $5
        """;

    private const string Attached =
        """
        select coalesce(
            (select case when i.inhdetachpending then 'pending' else 'attached' end
             from pg_inherits i where i.inhparent = 'risk.journal'::regclass and i.inhrelid = to_regclass($1)),
            case when to_regclass($1) is null then 'gone' else 'detached' end)
        """;

    public static async Task<DropReport> Drop(
        string administrator, JournalMonth month, TimeProvider time, CancellationToken cancel)
    {
        if (month.CompareTo(JournalMonths.Window(time).First) >= 0)
        {
            return new DropReport(DropOutcome.NotOver, []);
        }

        var settings = new NpgsqlConnectionStringBuilder(administrator) { Pooling = false, CommandTimeout = 0 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancel);
        var table = $"risk.journal_{month}";
        var state = await State(connection, table, cancel);
        if (state == "gone")
        {
            return new DropReport(DropOutcome.NotThere, []);
        }

        // Once a detaching has begun the month is out of the journal, and the question was answered then.
        if (state == "attached" && await Waiting(connection, month, cancel) is { Count: > 0 } waiting)
        {
            return new DropReport(DropOutcome.StillNeeded, waiting);
        }

        if (state == "attached" && await Retained(connection, month, time, cancel) is { Count: > 0 } retained)
        {
            return new DropReport(DropOutcome.WithinRetention, retained);
        }

        await ExpiredAssessments.Delete(connection, month, await Tenants(connection, time, cancel), cancel);
        await Run(connection, $"set role risk_owner; set lock_timeout = {Limits.DropLockMilliseconds}", cancel);
        if (state is "attached" or "pending")
        {
            var how = state == "pending" ? "finalize" : "concurrently";
            await Run(connection, $"alter table risk.journal detach partition {table} {how}", cancel);
        }

        await Run(connection, $"drop table {table}", cancel);
        return new DropReport(DropOutcome.Dropped, []);
    }

    private static async Task<string> State(NpgsqlConnection connection, string table, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Attached, connection);
        command.Parameters.Put(table);
        return (string)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task<List<(TenantId, AccountKey)>> Waiting(
        NpgsqlConnection connection, JournalMonth month, CancellationToken cancel)
    {
        await Run(connection, "set role risk_projector", cancel);
        await using var command = new NpgsqlCommand(WaitingAccounts, connection);
        command.Parameters.Put(month.Value);
        command.Parameters.Put((short)RecordKind.Erased);
        command.Parameters.Put(Limits.WaitingAccountsShown);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await Pool.Rows(reader, row => (new TenantId(row.GetInt32(0)), row.Account(1)), cancel);
    }

    private static async Task<List<(TenantId, AccountKey)>> Retained(
        NpgsqlConnection connection, JournalMonth month, TimeProvider time, CancellationToken cancel)
    {
        var tenants = await Tenants(connection, time, cancel);
        await Run(connection, "set role risk_projector", cancel);
        await using var command = new NpgsqlCommand(RetainedAccounts, connection);
        command.Parameters.Put(month.Value);
        command.Parameters.Add(new NpgsqlParameter { Value = tenants.ConvertAll(each => each.Tenant).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = tenants.ConvertAll(each => each.Since.Value).ToArray() });
        command.Parameters.Put((short)RecordKind.Base);
        command.Parameters.Put(Limits.WaitingAccountsShown);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await Pool.Rows(reader, row => (new TenantId(row.GetInt32(0)), row.Account(1)), cancel);
    }

    /// <summary>Every tenant, with the first month of its retention.</summary>
    private static async Task<List<(int Tenant, JournalMonth Since)>> Tenants(
        NpgsqlConnection connection, TimeProvider time, CancellationToken cancel)
    {
        await Run(connection, "set role risk_owner", cancel);
        await using var ask = new NpgsqlCommand(
            "select id, (settings ->> 'retentionMonths')::int from risk.tenants", connection);
        await using var rows = await ask.ExecuteReaderAsync(cancel);
        return await Pool.Rows(
            rows, row => (row.GetInt32(0), JournalMonth.FirstKept(row.GetInt32(1), time.GetUtcNow())), cancel);
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
