using OrleansRisk.Journal.Writing;

namespace OrleansRisk.Journal.Tests.Writing;

/// <summary>Keeps every group it is told of, in the order it is told.</summary>
internal sealed class CollectingListener : ICommitted
{
    private readonly List<CommittedGroup> _groups = [];

    public List<CommittedGroup> Groups
    {
        get
        {
            lock (_groups)
            {
                return [.. _groups];
            }
        }
    }

    public void Committed(CommittedGroup group)
    {
        lock (_groups)
        {
            _groups.Add(group);
        }
    }
}
