using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Postgres.Keys;

namespace OrleansRisk.Postgres.Journal;

/// <summary>
/// What activations need, of many accounts at a time: two statements a tenant, in one round trip for all.
/// </summary>
internal static class OpeningReads
{
    public readonly record struct Request(TenantId Tenant, AccountKey Account);

    private const string KeysAndSnapshots =
        $"""
        select i.place, {KeyColumns.Selected},
            s.generation, s.sequence, s.fold_version, s.next_period, s.record_hash, s.body, s.identities
        from unnest($2::bytea[], $3::int[]) as i(account, place)
        left join risk.subject_keys k on k.tenant = $1 and k.account = i.account
        left join risk.snapshots s on s.tenant = $1 and s.account = i.account
        """;

    // Behind a snapshot the account's next record stands in the snapshot's next month, so older months are not
    // touched. Without one the newest month holds a base, in its first record or in a later one; the account's very
    // first month has none.
    private static readonly string Tails =
        $"""
        select i.place, {JournalRows.Columns("t")}
        from unnest($2::bytea[], $3::int[]) as i(account, place)
        left join risk.snapshots s on s.tenant = $1 and s.account = i.account
        left join lateral (
            select n.period from risk.journal n
            where n.tenant = $1 and n.account = i.account and s.sequence is null
            order by n.first_sequence desc limit 1) newest on true
        left join lateral (
            select b.first_sequence from risk.journal b
            where b.tenant = $1 and b.account = i.account and b.period = newest.period and b.base is not null
            order by b.first_sequence desc limit 1) base on true
        cross join lateral (
            select * from risk.journal r
            where r.tenant = $1 and r.account = i.account
                and r.period >= coalesce(s.next_period, newest.period)
                and r.first_sequence > coalesce(s.sequence, base.first_sequence - 1, 0)
            order by r.first_sequence limit $4) t
        order by i.place, t.first_sequence
        """;

    public static async Task<IReadOnlyList<AccountOpening>> Read(
        TenantReads reads, IReadOnlyList<Request> requests, int tailLimit, CancellationToken cancel)
    {
        var tenants = requests
            .Select((request, place) => (request, place))
            .GroupBy(item => item.request.Tenant)
            .Select(tenant => (Tenant: tenant.Key, Accounts: tenant.ToArray()))
            .ToArray();
        return await reads.Batch(
            batch =>
            {
                foreach (var (tenant, accounts) in tenants)
                {
                    Fill(batch, tenant, accounts, tailLimit);
                }
            },
            async (results, token) => await Collect(results, requests, tenants.Length, token),
            cancel);
    }

    private static void Fill(NpgsqlBatch batch, TenantId tenant, (Request Request, int Place)[] accounts, int tailLimit)
    {
        TenantReads.As(batch, tenant);
        var keys = TenantReads.Add(batch, KeysAndSnapshots);
        Which(keys, tenant, accounts);
        var tails = TenantReads.Add(batch, Tails);
        Which(tails, tenant, accounts);
        tails.Put(tailLimit);
    }

    private static void Which(
        NpgsqlParameterCollection parameters, TenantId tenant, (Request Request, int Place)[] accounts)
    {
        parameters.Put(tenant.Value);
        parameters.AddArray(accounts, account => account.Request.Account.ToBytes());
        parameters.AddArray(accounts, account => account.Place);
    }

    private static async Task<IReadOnlyList<AccountOpening>> Collect(
        TenantResults results, IReadOnlyList<Request> requests, int tenants, CancellationToken cancel)
    {
        var openings = new AccountOpening[requests.Count];
        var reader = results.Reader;
        for (var i = 0; i < tenants; i++)
        {
            if (i > 0)
            {
                await results.Next(cancel);
            }

            await results.Next(cancel);
            while (await reader.ReadAsync(cancel))
            {
                var place = reader.GetInt32(0);
                var (tenant, account) = (requests[place].Tenant, requests[place].Account);
                openings[place] = new AccountOpening(
                    KeyColumns.Row(reader, 1, tenant, account),
                    SnapshotOf(reader, 1 + KeyColumns.Count, tenant, account),
                    new List<JournalRecord>());
            }

            await results.Next(cancel);
            while (await reader.ReadAsync(cancel))
            {
                ((List<JournalRecord>)openings[reader.GetInt32(0)].Tail).Add(JournalRows.Record(reader, 1));
            }
        }

        return openings;
    }

    private static Snapshot? SnapshotOf(NpgsqlDataReader row, int from, TenantId tenant, AccountKey account) =>
        row.IsDBNull(from)
            ? null
            : new Snapshot(
                tenant, account, row.GetInt16(from), row.GetInt64(from + 1), checked((ushort)row.GetInt32(from + 2)),
                new JournalMonth(row.GetInt32(from + 3)), row.UInt128(from + 4), row.Bytes(from + 5))
            {
                Identities = row.Bytes(from + 6),
            };
}
