using System.Buffers.Binary;
using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace OrleansRisk.Benchmarks.Journal;

/// <summary>
/// The raw limit of this machine: COPY into the journal itself, all indexes, the same row size and durability as the
/// product's, random accounts, and nothing else done. No path through the journal can be faster.
/// </summary>
internal static class RawCopy
{
    public const int SealedBytes = 400;

    private const string Columns =
        "tenant, account, generation, kind, fold_version, first_sequence, last_sequence, period, next_period, " +
        "lane, commit_number, state_hash, previous_hash, identities, sealed";

    /// <summary>Best rate over writers and group sizes, with the variant that reached it.</summary>
    public static async Task<(double RowsPerSecond, string Variant)> Best(
        BenchDatabase database, TimeSpan each, int sealedBytes = SealedBytes)
    {
        (double, string) best = (0, "");
        foreach (var writers in (int[])[1, 2, 4])
        {
            foreach (var group in (int[])[200, 1_000, 3_000, 10_000])
            {
                var rate = await Measure(database, writers, group, each, sealedBytes);
                best = rate > best.Item1 ? (rate, $"{writers} lanes × {group:N0} rows a commit") : best;
            }
        }

        return best;
    }

    private static async Task<double> Measure(
        BenchDatabase database, int writers, int group, TimeSpan each, int sealedBytes)
    {
        var started = Stopwatch.GetTimestamp();
        var rows = await Task.WhenAll(Enumerable.Range(1, writers).Select(writer =>
            Task.Run(() => Write(database, writer, group, started, each, sealedBytes))));
        return rows.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<long> Write(
        BenchDatabase database, int writer, int group, long started, TimeSpan each, int sealedBytes)
    {
        await using var connection = new NpgsqlConnection(database.As("risk_writer"));
        await connection.OpenAsync();
        var body = new byte[sealedBytes];
        Random.Shared.NextBytes(body);
        long rows = 0, commit = 0;
        while (Stopwatch.GetElapsedTime(started) < each)
        {
            commit++;
            await using var copy = await connection.BeginBinaryImportAsync(
                $"copy risk.journal ({Columns}) from stdin (format binary)");
            for (var i = 0; i < group; i++)
            {
                WriteRow(copy, writer, commit, body);
            }

            await copy.CompleteAsync();
            rows += group;
        }

        return rows;
    }

    private static void WriteRow(NpgsqlBinaryImporter copy, int writer, long commit, byte[] body)
    {
        var account = Guid.NewGuid().ToByteArray();
        copy.StartRow();
        copy.Write(1, NpgsqlDbType.Integer);
        copy.Write(account, NpgsqlDbType.Bytea);
        copy.Write((short)1, NpgsqlDbType.Smallint);
        copy.Write((short)1, NpgsqlDbType.Smallint);
        copy.Write(1, NpgsqlDbType.Integer);
        copy.Write(1L, NpgsqlDbType.Bigint);
        copy.Write(1L, NpgsqlDbType.Bigint);
        copy.Write(BenchDatabase.Month.Value, NpgsqlDbType.Integer);
        copy.Write(BenchDatabase.Month.Value, NpgsqlDbType.Integer);
        copy.Write(writer, NpgsqlDbType.Integer);
        copy.Write(commit, NpgsqlDbType.Bigint);
        copy.Write(BinaryPrimitives.ReadInt64LittleEndian(account), NpgsqlDbType.Bigint);
        copy.Write(account, NpgsqlDbType.Bytea);
        copy.Write(account.AsMemory(0, 8), NpgsqlDbType.Bytea);
        copy.Write(body, NpgsqlDbType.Bytea);
    }
}
