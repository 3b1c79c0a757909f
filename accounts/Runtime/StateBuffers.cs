using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Accounts.Runtime;

/// <summary>
/// State buffers shared by all accounts of the process. A resident account holds one; a turn borrows a second one to
/// fold into, and gives back whichever of the two is not committed.
/// </summary>
public sealed class StateBuffers
{
    private readonly Lock _gate = new();
    private readonly byte[][] _free = new byte[AccountLimits.BuffersPooledMax][];
    private int _count;

    /// <summary>A buffer with whatever its last user left in it.</summary>
    public byte[] Rent()
    {
        lock (_gate)
        {
            if (_count > 0)
            {
                return _free[--_count];
            }
        }

        return GC.AllocateUninitializedArray<byte>(AccountState.Size);
    }

    public void Return(byte[] buffer)
    {
        lock (_gate)
        {
            if (_count < _free.Length)
            {
                _free[_count++] = buffer;
            }
        }
    }
}
