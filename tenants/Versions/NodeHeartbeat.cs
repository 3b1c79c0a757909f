using Microsoft.Extensions.Logging;
using OrleansRisk.Core.Observations;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Tenants.Versions;

/// <summary>Keeps saying that this node is there, and what it computes, until it is disposed of.</summary>
public sealed class NodeHeartbeat(INodes nodes, string node, int schema, TimeProvider time, ILogger log)
    : IAsyncDisposable
{
    private readonly NodeRow _row = new(node, ScoringVersions.Newest, schema);
    private ITimer? _timer;
    private volatile bool _fits = true;

    /// <summary>Whether the schema, which may be migrated while we serve, is still one that this program can use.
    /// </summary>
    public bool SchemaFits => _fits;

    /// <summary>Says it for the first time, before any tenant is read: from then on nobody switches past us.</summary>
    public async Task Start(CancellationToken cancel)
    {
        await Announce(cancel);
        _timer = time.CreateTimer(_ => _ = Renew(), null, TenantLimits.HeartbeatEvery, TenantLimits.HeartbeatEvery);
    }

    public async ValueTask DisposeAsync()
    {
        if (_timer is null)
        {
            return;
        }

        await _timer.DisposeAsync();
        try
        {
            await nodes.Leave(node, CancellationToken.None);
        }
        catch (JournalUnavailableException silent)
        {
            NodeHeartbeatLog.Silent(log, silent.Message); // it is forgotten within a minute anyway
        }
    }

    private async Task Announce(CancellationToken cancel) => _fits = await nodes.Announce(_row, cancel) <= schema;

    private async Task Renew()
    {
        try
        {
            await Announce(CancellationToken.None);
        }
        catch (JournalUnavailableException silent)
        {
            NodeHeartbeatLog.Silent(log, silent.Message);
        }
    }
}
