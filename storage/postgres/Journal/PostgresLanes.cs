using Microsoft.Extensions.Logging;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Journal;

/// <summary>Opens lanes, each with a session of its own.</summary>
internal sealed class PostgresLanes(PostgresOptions options, TimeProvider time, ILogger<PostgresLane> log) : ILanes
{
    public async ValueTask<ILane> Open(CancellationToken cancel)
    {
        try
        {
            return new PostgresLane(await LaneSession.OpenNew(options, cancel), options, time, log);
        }
        catch (Exception failure) when (Trouble.Is(failure) && !cancel.IsCancellationRequested)
        {
            throw new JournalUnavailableException($"A lane could not be opened: {Trouble.Words(failure)}.", failure);
        }
    }
}
