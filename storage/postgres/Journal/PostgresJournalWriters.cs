using Microsoft.Extensions.Logging;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Journal;

/// <summary>Opens writers, each with a session of its own.</summary>
internal sealed class PostgresJournalWriters(
    PostgresOptions options, TimeProvider time, ILogger<PostgresJournalWriter> log) : IJournalWriters
{
    public async ValueTask<IJournalWriter> Open(CancellationToken cancel)
    {
        try
        {
            return new PostgresJournalWriter(await WriterSession.OpenNew(options, cancel), options, time, log);
        }
        catch (Exception failure) when (Trouble.Is(failure) && !cancel.IsCancellationRequested)
        {
            throw new JournalUnavailableException(
                $"A journal writer could not be opened: {Trouble.Words(failure)}.", failure);
        }
    }
}
