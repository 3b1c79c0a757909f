using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Snapshots;

/// <summary>Keeps the newest snapshot of each account: an older one never takes the place of a newer.</summary>
internal sealed class PostgresSnapshots(Pool writer) : ISnapshots
{
    private const string Keep = "select risk.keep_snapshots($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    public async ValueTask Write(IReadOnlyList<Snapshot> snapshots, CancellationToken cancel)
    {
        foreach (var page in Newest(snapshots).Chunk(Limits.SnapshotPage))
        {
            await writer.Execute(Keep, parameters =>
            {
                parameters.AddArray(page, snapshot => snapshot.Tenant.Value);
                parameters.AddArray(page, snapshot => snapshot.Account.ToBytes());
                parameters.AddArray(page, snapshot => snapshot.Generation);
                parameters.AddArray(page, snapshot => snapshot.Sequence);
                parameters.AddArray(page, snapshot => (int)snapshot.ScoringVersion);
                parameters.AddArray(page, snapshot => snapshot.NextMonth.Value);
                parameters.AddArray(page, snapshot => Columns.Bytes(snapshot.RecordHash));
                parameters.AddArray(page, snapshot => Columns.Array(snapshot.Body));
                parameters.AddArray(page, Identities);
            }, cancel);
        }
    }

    private static byte[]? Identities(Snapshot snapshot) =>
        snapshot.Identities.IsEmpty ? null : Columns.Array(snapshot.Identities);

    /// <summary>One statement cannot touch a row twice.</summary>
    private static IEnumerable<Snapshot> Newest(IReadOnlyList<Snapshot> snapshots) => snapshots
        .GroupBy(snapshot => (snapshot.Tenant, snapshot.Account))
        .Select(account => account.MaxBy(snapshot => snapshot.Sequence)! with
        {
            Identities = account.OrderBy(snapshot => snapshot.Sequence)
                .LastOrDefault(snapshot => !snapshot.Identities.IsEmpty)?.Identities ?? default,
        });
}
