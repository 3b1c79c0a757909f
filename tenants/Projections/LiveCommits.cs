namespace OrleansRisk.Tenants.Projections;

/// <summary>
/// Commits on their way from the writer to the folder. Bounded: what does not fit is dropped and read from the journal
/// later, so a slow folder never holds up a commit.
/// </summary>
internal sealed class LiveCommits
{
    private readonly Lock _gate = new();
    private readonly Queue<CountedGroup> _groups = new();
    private int _events;
    private bool _lost;

    public void Add(CountedGroup group)
    {
        lock (_gate)
        {
            if (_events + group.Events > TenantLimits.LiveEventsMax || _groups.Count >= TenantLimits.LiveGroupsMax)
            {
                _lost = true;
                return;
            }

            _events += group.Events;
            _groups.Enqueue(group);
        }
    }

    public CountedGroup? Next()
    {
        lock (_gate)
        {
            if (!_groups.TryDequeue(out var group))
            {
                return null;
            }

            _events -= group.Events;
            return group;
        }
    }

    /// <summary>Whether any was dropped since the last time.</summary>
    public bool Lost()
    {
        lock (_gate)
        {
            var lost = _lost;
            _lost = false;
            return lost;
        }
    }
}
