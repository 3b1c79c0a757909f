using Microsoft.Extensions.Logging;

namespace OrleansRisk.Postgres.Journal;

internal sealed partial class PostgresJournalWriter
{
    [LoggerMessage(Level = LogLevel.Information,
        Message = "Journal writer {Writer} sends commit {Number} of {Rows} rows again, row by row: {SqlState}.")]
    private partial void LogRowByRow(int writer, long number, int rows, string sqlState);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Journal writer {Writer} has ended {Count} sessions of writers that stood still inside a commit.")]
    private partial void LogEndedStuck(int writer, int count);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Commit {Number} of writer {Writer} failed; its outcome is open: {Open}.")]
    private partial void LogTrouble(int writer, long number, bool open, Exception failure);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "What became of commit {Number} of writer {Writer}, {Rows} rows, could not be learned.")]
    private partial void LogUnknown(int writer, long number, int rows);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Journal writer {Writer} has a new session; its last commit is {LastCommit}.")]
    private partial void LogReconnected(int writer, long lastCommit);
}
