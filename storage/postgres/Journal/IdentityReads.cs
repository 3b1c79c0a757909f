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

    public static async Task<IReadOnlyList<IdentityRow>[]> Read(
        TenantReads reads, IReadOnlyList<Request> requests, CancellationToken cancel) => await reads.QueryOfMany(
            requests.SelectMany((request, place) => request.Ranges.Select(
                range => (request.Tenant, new Wanted(place, request.Account, range)))),
            Statement, Add,
            () => requests.Select(_ => new List<IdentityRow>()).ToArray(),
            static (found, row) => found[row.GetInt32(0)].Add(Row(row, 1)), cancel);

    private static void Add(NpgsqlParameterCollection parameters, Wanted[] wanted)
    {
        parameters.AddArray(wanted, item => item.Place);
        parameters.AddArray(wanted, item => item.Account.ToBytes());
        parameters.AddArray(wanted, item => item.Range.First);
        parameters.AddArray(wanted, item => item.Range.Last);
    }
}
