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

    public static async Task<IReadOnlyList<JournalRecord>[]> Read(
        TenantReads reads, IReadOnlyList<Request> requests, CancellationToken cancel)
    {
        var found = await reads.QueryOfMany(
            requests.SelectMany((request, place) => request.Sequences.Distinct().Select(
                sequence => (request.Tenant, new Wanted(place, request.Account, sequence)))),
            Statement, Add,
            () => requests.Select(_ => new SortedDictionary<long, JournalRecord>()).ToArray(), Keep, cancel);
        return [.. found.Select(records => records.Values.ToArray())];
    }

    private static void Add(NpgsqlParameterCollection parameters, Wanted[] wanted)
    {
        parameters.AddArray(wanted, item => item.Place);
        parameters.AddArray(wanted, item => item.Account.ToBytes());
        parameters.AddArray(wanted, item => item.Sequence);
    }

    private static void Keep(SortedDictionary<long, JournalRecord>[] found, NpgsqlDataReader row)
    {
        var record = JournalRows.Record(row, 1);
        found[row.GetInt32(0)][record.FirstSequence] = record; // one record may hold several of them
    }
}
