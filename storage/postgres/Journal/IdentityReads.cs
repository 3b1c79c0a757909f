using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Journal;

/// <summary>What records are found by, in ranges of their account, of many callers at a time.</summary>
internal static class IdentityReads
{
    public readonly record struct Request(
        TenantId Tenant, AccountKey Account, IReadOnlyCollection<SequenceRange> Ranges);

    private readonly record struct Wanted(int Place, AccountKey Account, SequenceRange Range);

    /// <summary>The columns that <see cref="Row"/> reads, in its order, of a journal named r.</summary>
    public const string Columns = "r.first_sequence, r.last_sequence, r.kind, r.next_period, r.identities";

    private const string Statement =
        $"""
        select i.place, {Columns}
        from unnest($2::int[], $3::bytea[], $4::bigint[], $5::bigint[]) as i(place, account, first, last)
        join risk.journal r
            on r.tenant = $1 and r.account = i.account and r.first_sequence between i.first and i.last
        order by i.place, r.first_sequence
        """;

    public static IdentityRow Row(NpgsqlDataReader row, int from) => new(
        row.GetInt64(from), row.GetInt64(from + 1), (RecordKind)row.GetInt16(from + 2),
        new JournalMonth(row.GetInt32(from + 3)), row.Bytes(from + 4));

    public static Task<IReadOnlyList<IdentityRow>[]> Read(
        TenantReads reads, IReadOnlyList<Request> requests, CancellationToken cancel)
    {
        var tenants = requests
            .SelectMany((request, place) => request.Ranges.Select(
                range => (request.Tenant, Wanted: new Wanted(place, request.Account, range))))
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
        parameters.AddArray(wanted, item => item.Range.First);
        parameters.AddArray(wanted, item => item.Range.Last);
    }

    private static async Task<IReadOnlyList<IdentityRow>[]> Collect(
        TenantResults results, int requests, int tenants, CancellationToken cancel)
    {
        var found = new List<IdentityRow>[requests];
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
                found[results.Reader.GetInt32(0)].Add(Row(results.Reader, 1));
            }
        }

        return found;
    }
}
