using OrleansRisk.Journal.Records;

namespace OrleansRisk.Accounts.Rehydration;

/// <summary>
/// What an account keeps of its timeline beside the state: the default for one that was never rebuilt and has nothing
/// to be put in its place.
/// </summary>
/// <param name="Revision">Number of the newest rebuild; 0 before the first.</param>
/// <param name="RebuiltAt">Sequence of its record, which says what was corrected and taken back.</param>
/// <param name="Waiting">Transactions recorded since that are not folded yet.</param>
/// <param name="Late">
/// Live transactions folded since where they came, behind those of a later day: a rebuild puts them in their place.
/// </param>
internal readonly record struct TimelineMark(int Revision, long RebuiltAt, int Waiting, int Late = 0)
{
    /// <summary>All that is recorded counts, and in the order in which it came.</summary>
    public bool CountsAll => Revision == 0 && Waiting == 0;

    /// <summary>A rebuild is due when the day ends.</summary>
    public bool IsDue => Waiting > 0 || Late > 0;

    /// <summary>The mark behind a record of transactions.</summary>
    /// <param name="newestDay">The newest civil day in the state before it.</param>
    public TimelineMark After(TransactionsAssessed body, int newestDay)
    {
        if (body.Waiting is not null)
        {
            return this with { Waiting = Waiting + body.Entries.Count };
        }

        var late = 0;
        foreach (var entry in body.Entries)
        {
            // Within a day order is left as it came: payments of one day are sent by several systems.
            late += !entry.Inputs.History && entry.Inputs.CivilDay < newestDay ? 1 : 0;
            newestDay = Math.Max(newestDay, entry.Inputs.CivilDay);
        }

        return late == 0 ? this : this with { Late = Late + late };
    }
}
