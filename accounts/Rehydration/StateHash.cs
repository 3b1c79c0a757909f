using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Snapshots;

namespace OrleansRisk.Accounts.Rehydration;

/// <summary>The hash that records carry: of core's state and of the profile beside it.</summary>
internal static class StateHash
{
    public static ulong Of(ReadOnlySpan<byte> state, ulong profileHash) =>
        StateCodec.Combine(profileHash, AccountState.Hash(state[..AccountState.Size]));
}
