using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Counterparties;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// Reads figures that are not in memory, in groups: while one read is under way, the next gathers. Who asks waits a
/// bounded time; the answer is kept for the next one who asks.
/// </summary>
internal sealed class FigureReads(
    IReferenceDataStore store, Func<TenantId, TenantReferenceData> published, ReferenceDataMetrics metrics)
{
    private readonly Lock _gate = new();
    private Dictionary<(TenantId Tenant, ulong Key), TaskCompletionSource<CounterpartyStatistics>> _waiting = [];
    private bool _reading;

    /// <summary>Null where too many wait already.</summary>
    public Task<CounterpartyStatistics>? Ask(TenantId tenant, ulong counterparty)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue((tenant, counterparty), out var answer))
            {
                return answer.Task;
            }

            if (_waiting.Count >= TenantLimits.StatisticsWaitingMax)
            {
                return null;
            }

            answer = new TaskCompletionSource<CounterpartyStatistics>(
                TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((tenant, counterparty), answer);
            if (!_reading)
            {
                _reading = true;
                _ = Task.Run(ReadAll);
            }

            return answer.Task;
        }
    }

    private async Task ReadAll()
    {
        while (Take() is { Count: > 0 } asked)
        {
            metrics.FiguresRead(asked.Count);
            foreach (var tenant in asked.GroupBy(static one => one.Key.Tenant))
            {
                foreach (var group in tenant.Chunk(TenantLimits.CountRowsPerRead))
                {
                    await Read(tenant.Key, group).ConfigureAwait(false);
                }
            }
        }
    }

    private Dictionary<(TenantId Tenant, ulong Key), TaskCompletionSource<CounterpartyStatistics>> Take()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            _reading = taken.Count > 0;
            return taken;
        }
    }

    private async ValueTask Read(
        TenantId tenant, KeyValuePair<(TenantId Tenant, ulong Key),
        TaskCompletionSource<CounterpartyStatistics>>[] asked)
    {
        try
        {
            var now = published(tenant);
            var keys = Array.ConvertAll(asked, static one => one.Key.Key);
            var rows = await store.Rows(tenant, keys, CancellationToken.None).ConfigureAwait(false);
            var found = rows.ToDictionary(
                static row => row.Key,
                row => CounterpartyCounts.Figures(
                    CounterpartyCounts.Read(row.Counts.Span), now.Day, now.Population.Version));
            foreach (var (key, answer) in asked)
            {
                var figures = found.GetValueOrDefault(
                    key.Key, new CounterpartyStatistics { Version = now.Population.Version });
                now.Remember(key.Key, figures);
                answer.TrySetResult(figures);
            }
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            Array.ForEach(asked, one => one.Value.TrySetException(trouble));
        }
    }
}
