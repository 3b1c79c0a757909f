using System.Collections.Concurrent;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Engine.Accounts;

/// <summary>
/// State buffers shared by all accounts of the process. A resident account holds one; a turn borrows a second one to fold
/// into, and gives back whichever of the two is not committed.
/// </summary>
public sealed class StateBuffers
{
    private readonly ConcurrentStack<byte[]> _free = new();
    private int _count;

    /// <summary>A buffer with whatever its last user left in it.</summary>
    public byte[] Rent()
    {
        if (!_free.TryPop(out var buffer))
        {
            return GC.AllocateUninitializedArray<byte>(AccountState.Size);
        }

        Interlocked.Decrement(ref _count);
        return buffer;
    }

    public void Return(byte[] buffer)
    {
        if (Interlocked.Increment(ref _count) > Limits.BuffersPooledMax)
        {
            Interlocked.Decrement(ref _count);
            return;
        }

        _free.Push(buffer);
    }
}
