using OrleansRisk.Engine.Journal;

namespace OrleansRisk.Postgres.Partitions;

/// <summary>The months that have a partition of the journal.</summary>
public static class JournalPeriods
{
    /// <summary>The months that must be there now: the current one and those ahead.</summary>
    public static (Period First, Period Last) Window(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var first = Period.Of(time.GetUtcNow().ToUnixTimeMilliseconds());
        var last = first;
        for (var i = 0; i < Limits.PeriodsAhead; i++)
        {
            last = last.Next();
        }

        return (first, last);
    }
}
