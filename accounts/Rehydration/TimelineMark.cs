namespace OrleansRisk.Accounts.Rehydration;

/// <summary>
/// What an account keeps of its timeline beside the state: the default for one that was never rebuilt and has nothing
/// that waits for it.
/// </summary>
/// <param name="Revision">Number of the newest rebuild; 0 before the first.</param>
/// <param name="RebuiltAt">Sequence of its record, which says what was corrected and taken back.</param>
/// <param name="Waiting">Transactions recorded since that are not folded yet.</param>
internal readonly record struct TimelineMark(int Revision, long RebuiltAt, int Waiting);
