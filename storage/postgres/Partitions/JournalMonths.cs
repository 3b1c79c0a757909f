using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Partitions;

/// <summary>The months that have a partition of the journal.</summary>
public sealed class JournalMonths
{
    private readonly Pool _operators;
    private readonly TimeProvider _time;

    internal JournalMonths(Pool operators, TimeProvider time) => (_operators, _time) = (operators, time);

    /// <summary>The months that must be there now: the current one and those ahead.</summary>
    public static (JournalMonth First, JournalMonth Last) Window(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var first = JournalMonth.Of(time.GetUtcNow().ToUnixTimeMilliseconds());
        var last = first;
        for (var i = 0; i < Limits.MonthsAhead; i++)
        {
            last = last.Next();
        }

        return (first, last);
    }

    /// <summary>
    /// Makes the partitions of the current month and of those ahead where they are missing; how many it made.
    /// </summary>
    public Task<int> Ensure(CancellationToken cancel)
    {
        var (first, last) = Window(_time);
        return Ensure(first, last, cancel);
    }

    /// <summary>Makes the partitions of these months where they are missing, at most 120; how many it made.</summary>
    public async Task<int> Ensure(JournalMonth first, JournalMonth last, CancellationToken cancel)
    {
        var made = await _operators.Query(
            "select risk.ensure_periods($1, $2)",
            parameters =>
            {
                parameters.Put(first.Value);
                parameters.Put(last.Value);
            },
            row => row.GetInt32(0), cancel);
        return made.Single();
    }
}
