using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Journal;

/// <summary>Records by the sequences they hold, of many callers at a time.</summary>
internal static class FindReads
{
    public readonly record struct Request(TenantId Tenant, AccountKey Account, IReadOnlyList<long> Sequences);

    private readonly record struct Wanted(int Place, AccountKey Account, long Sequence);

    private static readonly string Statement =
        $"""
        select i.place, {JournalRows.Columns("j")}
        from unnest($2::int[], $3::bytea[], $4::bigint[]) as i(place, account, sequence)
        cross join lateral (
            select * from risk.journal r
            where r.tenant = $1 and r.account = i.account and r.first_sequence <= i.sequence
            order by r.first_sequence desc limit 1) j
        where j.last_sequence >= i.sequence
        """;

    public static Task<IReadOnlyList<JournalRecord>[]> Read(
        TenantReads reads, IReadOnlyList<Request> requests, CancellationToken cancel)
    {
        var tenants = requests
            .SelectMany((request, place) => request.Sequences.Distinct().Select(
                sequence => (request.Tenant, Wanted: new Wanted(place, request.Account, sequence))))
            .GroupBy(item => item.Tenant, item => item.Wanted)
            .ToArray();
        return reads.Batch(
            batch =>
            {
                foreach (var tenant in tenants)
                {
                    Fill(batch, tenant.Key, [.. tenant]);
                }
            },
            async (results, token) => await Collect(results, requests.Count, tenants.Length, token),
            cancel);
    }

    private static void Fill(NpgsqlBatch batch, TenantId tenant, Wanted[] wanted)
    {
        TenantReads.As(batch, tenant);
        var parameters = TenantReads.Add(batch, Statement);
        parameters.Put(tenant.Value);
        parameters.AddArray(wanted, item => item.Place);
        parameters.AddArray(wanted, item => item.Account.ToBytes());
        parameters.AddArray(wanted, item => item.Sequence);
    }

    private static async Task<IReadOnlyList<JournalRecord>[]> Collect(
        TenantResults results, int requests, int tenants, CancellationToken cancel)
    {
        var found = new SortedDictionary<long, JournalRecord>[requests];
        for (var i = 0; i < requests; i++)
        {
            found[i] = [];
        }

        for (var i = 0; i < tenants; i++)
        {
            if (i > 0)
            {
                await results.Next(cancel);
            }

            await results.Next(cancel);
            while (await results.Reader.ReadAsync(cancel))
            {
                var record = JournalRows.Record(results.Reader, 1);
                found[results.Reader.GetInt32(0)][record.FirstSequence] = record; // one record may hold several of them
            }
        }

        return [.. found.Select(records => records.Values.ToArray())];
    }
}
