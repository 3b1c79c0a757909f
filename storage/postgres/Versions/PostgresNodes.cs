using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Postgres.Versions;

/// <summary>The nodes, kept as <c>risk_operator</c>; whether one is there is told by the database's clock.</summary>
internal sealed class PostgresNodes(Pool operators) : INodes
{
    public async ValueTask<int> Announce(NodeRow node, CancellationToken cancel)
    {
        var served = await operators.Query(
            """
            with gone as (delete from risk.nodes where seen < now() - interval '1 day')
            insert into risk.nodes (node, newest_fold, schema, seen) values ($1, $2, $3, now())
            on conflict (node) do update set newest_fold = $2, schema = $3, seen = now()
            returning (select coalesce(max(coalesce(serves, version)), 0) from risk.migrations where version > $3)
            """,
            parameters =>
            {
                parameters.Put(node.Node);
                parameters.Put((short)node.NewestScoringVersion);
                parameters.Put(node.Schema);
            },
            row => row.GetInt32(0), cancel);
        return served[0];
    }

    public async ValueTask Leave(string node, CancellationToken cancel) =>
        await operators.Execute(
            "delete from risk.nodes where node = $1", parameters => parameters.Put(node), cancel);

    public async ValueTask<IReadOnlyList<NodeRow>> Live(CancellationToken cancel) =>
        await operators.Query(
            """
            select node, newest_fold, schema from risk.nodes where seen > now() - interval '1 minute' order by node
            """,
            static _ => { },
            row => new NodeRow(row.GetString(0), (ushort)row.GetInt16(1), row.GetInt32(2)), cancel);
}
