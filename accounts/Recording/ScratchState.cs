using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;

namespace OrleansRisk.Accounts.Recording;

/// <summary>
/// A buffer that a turn folds into. After a commit it holds the buffer that was committed before; whichever it is goes
/// back to the pool when the turn ends.
/// </summary>
internal sealed class ScratchState(StateBuffers buffers) : IDisposable
{
    public byte[] State { get; set; } = buffers.Rent();

    /// <summary>A copy of an account's committed state.</summary>
    public static ScratchState Of(ResidentAccount account, StateBuffers buffers)
    {
        var scratch = new ScratchState(buffers);
        account.State.CopyTo(scratch.State, 0);
        return scratch;
    }

    public void Dispose() => buffers.Return(State);
}
