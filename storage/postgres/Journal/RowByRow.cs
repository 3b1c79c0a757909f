using Npgsql;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Journal;

/// <summary>A group as one call of <c>risk.append</c>: one round trip with its commit, each row by itself.</summary>
internal static class RowByRow
{
    private const int Committed = 1, Conflict = 2, Blocked = 3, NoMonth = 4;

    /// <summary>Sends begin, append and commit at once; returns when the commit is confirmed.</summary>
    public static async Task<CommitOutcome> Send(
        WriterSession session, long number, IReadOnlyList<JournalRecord> group, Patience patience,
        CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(session.Connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("begin"));
        batch.BatchCommands.Add(Append(session.Writer, number, group, patience));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));

        session.CommitSent = true;
        short[] answers = [];
        await using (var reader = await batch.ExecuteReaderAsync(cancel))
        {
            do
            {
                while (await reader.ReadAsync(cancel))
                {
                    answers = reader.GetFieldValue<short[]>(0);
                }
            }
            while (await reader.NextResultAsync(cancel)); // the last one is the commit's: until then nothing is certain
        }

        return Outcome(answers);
    }

    private static CommitOutcome Outcome(short[] answers)
    {
        var rows = new RowOutcome[answers.Length];
        var used = false;
        string? cause = null;
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = answers[i] switch
            {
                Committed => RowOutcome.Committed,
                Conflict => RowOutcome.Conflict,
                _ => RowOutcome.NotRecorded,
            };
            used |= rows[i] == RowOutcome.Committed;
            cause = answers[i] switch
            {
                Blocked => Causes.Blocked,
                NoMonth => Causes.NoMonth,
                Conflict => cause ?? Causes.Conflict,
                _ => cause,
            };
        }

        return new CommitOutcome(rows, used, cause);
    }

    private static NpgsqlBatchCommand Append(
        int writer, long number, IReadOnlyList<JournalRecord> group, Patience patience)
    {
        var command = new NpgsqlBatchCommand(
            "select risk.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, " +
            "$19, $20, $21, $22, $23, $24)");
        var parameters = command.Parameters;
        parameters.Put(writer);
        parameters.Put(number);
        parameters.Put(patience.FirstWaitMilliseconds);
        parameters.Put(patience.WaitMilliseconds);
        parameters.Put(patience.BudgetMilliseconds);
        parameters.AddArray(group, record => record.Tenant.Value);
        parameters.AddArray(group, record => record.Account.ToBytes());
        parameters.AddArray(group, record => record.Generation);
        parameters.AddArray(group, record => (short)record.Kind);
        parameters.AddArray(group, record => (int)record.ScoringVersion);
        parameters.AddArray(group, record => record.FirstSequence);
        parameters.AddArray(group, record => record.LastSequence);
        parameters.AddArray(group, record => record.Month.Value);
        parameters.AddArray(group, record => record.NextMonth.Value);
        parameters.AddArray(group, record => unchecked((long)record.StateHash));
        parameters.AddArray(group, record => Columns.Bytes(record.PreviousHash));
        parameters.AddArray(group, record => Columns.Array(record.Identities));
        parameters.AddArray(group, record => Columns.Array(record.Body));
        parameters.AddArray(group, record => record.Base.IsEmpty ? null : Columns.Array(record.Base));
        parameters.AddArray(group, record => record.NewKey?.Generation);
        parameters.AddArray(group, record => record.NewKey?.Version);
        parameters.AddArray(group, record => record.NewKey?.FirstMonth.Value);
        parameters.AddArray(group, record => record.NewKey?.TenantKeyVersion);
        parameters.AddArray(group, record => record.NewKey is { } key ? Columns.Array(key.SealedKey) : null);
        return command;
    }
}

/// <summary>How long rows may wait for sessions that hold their place.</summary>
/// <param name="FirstWaitMilliseconds">Until one has timed out.</param>
/// <param name="WaitMilliseconds">After that: who stands still once will not have moved for the next row.</param>
/// <param name="BudgetMilliseconds">For all rows together; what has not been tried by then is not recorded.</param>
internal readonly record struct Patience(int FirstWaitMilliseconds, int WaitMilliseconds, int BudgetMilliseconds);
