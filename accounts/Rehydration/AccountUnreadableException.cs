using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Accounts.Rehydration;

/// <summary>
/// An account cannot be read from what the journal holds; carries the cause that its answers will name.
/// </summary>
internal sealed class AccountUnreadableException(UnavailableCause cause, long sequence)
    : Exception($"{cause} at event {sequence}")
{
    public UnavailableCause Cause { get; } = cause;

    /// <summary>First event of the record, or place of the snapshot, where it showed.</summary>
    public long Sequence { get; } = sequence;
}
