using Microsoft.Extensions.Logging;

namespace OrleansRisk.Postgres.Journal;

internal sealed partial class PostgresLane
{
    [LoggerMessage(Level = LogLevel.Information,
        Message = "Lane {Lane} sends commit {Number} of {Rows} rows again, row by row: {SqlState}.")]
    private partial void LogRowByRow(int lane, long number, int rows, string sqlState);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Lane {Lane} has ended {Count} sessions of writers that stood still inside a commit.")]
    private partial void LogEndedStuck(int lane, int count);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Commit {Number} of lane {Lane} failed; its outcome is open: {Open}.")]
    private partial void LogTrouble(int lane, long number, bool open, Exception failure);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "What became of commit {Number} of lane {Lane}, {Rows} rows, could not be learned.")]
    private partial void LogUnknown(int lane, long number, int rows);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Lane {Lane} has a new session; its last commit is {LastCommit}.")]
    private partial void LogReconnected(int lane, long lastCommit);
}
