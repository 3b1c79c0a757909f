using OrleansRisk.Actors.Access;

namespace OrleansRisk.Api.Ingest;

/// <summary>
/// What waits for a place, by tenant: places that become free go round the tenants, so that however much one of them
/// has waiting, another's first waits for one place. Within a tenant the first comes first.
/// </summary>
internal sealed class FairQueue<T>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Queue<T>> _waiting = [];
    private readonly Queue<TenantId> _turns = new();
    private int _count;

    /// <summary>Read without a lock, to look whether there is anything at all.</summary>
    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    public void Enqueue(TenantId tenant, T item)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(tenant, out var queue))
            {
                _waiting.Add(tenant, queue = new Queue<T>());
                _turns.Enqueue(tenant);
            }

            queue.Enqueue(item);
            _count++;
        }
    }

    public bool TryDequeue(out T item)
    {
        lock (_gate)
        {
            if (!_turns.TryDequeue(out var tenant))
            {
                item = default!;
                return false;
            }

            var queue = _waiting[tenant];
            item = queue.Dequeue();
            _count--;
            if (queue.Count > 0)
            {
                _turns.Enqueue(tenant); // behind everyone who waits
            }
            else
            {
                _waiting.Remove(tenant);
            }

            return true;
        }
    }
}
