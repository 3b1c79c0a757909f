using System.Diagnostics;
using OrleansRisk.Statements;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Benchmarks.Statements;

/// <summary>What became of one file.</summary>
internal enum OutcomeKind
{
    Read,
    Refused,
    Crashed,
    Hung,
}

/// <summary>One file, read once.</summary>
/// <param name="Format">What it was read as, or why it was refused.</param>
/// <param name="Rows">Rows that were taken.</param>
/// <param name="RefusedRows">Rows that were not.</param>
/// <param name="IsEqual">Whether totals equal those beside the file; null if none are.</param>
/// <param name="Note">What differs, or the refusal.</param>
internal sealed record Outcome(
    string File, OutcomeKind Kind, string Format, int Rows, int RefusedRows, bool? IsEqual, string Note, TimeSpan Took);

/// <summary>Reads a file as a lender would, and compares it with what lies beside it.</summary>
internal static class Measured
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Outcome Read(string file, string? currency)
    {
        var bytes = File.ReadAllBytes(file);
        var options = new ReadOptions { Currency = currency, Account = "beside" };
        var watch = Stopwatch.StartNew();
        // A thread that hangs cannot be stopped; the program ends with the others' figures.
        var reading = Task.Factory.StartNew(
            () => StatementReader.Read(bytes, options), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            return reading.Wait(Patience) ? Of(file, reading.Result, watch.Elapsed)
                : new Outcome(file, OutcomeKind.Hung, "hung", 0, 0, null, "", watch.Elapsed);
        }
        catch (AggregateException crash)
        {
            return new Outcome(
                file, OutcomeKind.Crashed, "crashed", 0, 0, null, crash.InnerException!.ToString(), watch.Elapsed);
        }
    }

    private static Outcome Of(string file, StatementResult result, TimeSpan took)
    {
        var expected = Expected.Beside(file);
        if (result is not StatementResult.Read(var statement))
        {
            // Beside a piece of a file, without a row, nothing is expected.
            var refusal = ((StatementResult.Refused)result).Refusal;
            var kind = refusal.Code == "reader_failed" ? OutcomeKind.Crashed : OutcomeKind.Refused;
            return new Outcome(file, kind, refusal.Code, 0, 0, expected is { Rows: > 0 } ? false : null,
                refusal.ToString(), took);
        }

        var totals = Totals.Of(statement);
        return new Outcome(file, OutcomeKind.Read, statement.Format.ToString(), statement.RowCount,
            statement.RefusedRowCount, expected is null ? null : expected == totals,
            expected is null || expected == totals ? First(statement) : $"expected {expected}, read {totals}", took);
    }

    private static string First(Statement statement) =>
        statement.RefusedRows.Count > 0 ? statement.RefusedRows[0].ToString() : "";
}

/// <summary>How many rows a file has, and what they come to.</summary>
internal sealed record Totals(int Rows, decimal Sum)
{
    public static Totals Of(Statement statement) => new(statement.RowCount, statement.Accounts.SelectMany(
        static account => account.Rows).Sum(static row => row.Signed.Minor / Power(row.Signed.Decimals)));

    private static decimal Power(int decimals) => decimals == 0 ? 1 : 10 * Power(decimals - 1);
}
