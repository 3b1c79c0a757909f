using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using OrleansRisk.Benchmarks.Core;
using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Benchmarks.Baselines;

/// <summary>
/// Baseline: the same core, and the account's whole state written to its row before each answer. Unsealed and without a
/// journal, so it does less than the product; the best of several numbers of clients counts.
/// </summary>
internal static class StateUpsert
{
    public static async Task Prepare(BenchDatabase database, int accounts)
    {
        await database.Execute(
            """
            create table if not exists public.baseline_state (
                account int primary key, sequence bigint not null, state bytea not null)
                with (fillfactor = 50);
            alter table public.baseline_state alter state set storage external;
            truncate public.baseline_state
            """);
        if (accounts > 0)
        {
            await database.Execute(
                $"insert into public.baseline_state select n, 0, decode(repeat('00', {AccountState.Size}), 'hex') " +
                $"from generate_series(0, {accounts - 1}) n; checkpoint");
        }
    }

    /// <summary>Best transactions a second over the numbers of clients.</summary>
    public static async Task<(double PerSecond, string Variant)> Best(BenchDatabase database, TimeSpan each)
    {
        (double, string) best = (0, "");
        foreach (var clients in (int[])[1, 4, 8, 16, 32, 64])
        {
            var load = new CoreLoad(20_000, 60_000, seed: 11);
            var rate = await Measure(database, load, clients, each);
            best = rate > best.Item1 ? (rate, $"{clients} clients") : best;
        }

        return best;
    }

    /// <summary>
    /// Assesses the first items through the baseline; its decisions, to be held against the product's.
    /// </summary>
    public static async Task<List<Decision>> Decide(BenchDatabase database, CoreLoad load)
    {
        var decisions = new List<Decision>();
        await using var connection = new NpgsqlConnection(database.Administrator);
        await connection.OpenAsync();
        await using var upsert = await Upsert(connection);
        foreach (var item in load.Items)
        {
            decisions.Add(await One(upsert, load, item));
        }

        return decisions;
    }

    private static async Task<double> Measure(BenchDatabase database, CoreLoad load, int clients, TimeSpan each)
    {
        var started = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            await using var connection = new NpgsqlConnection(database.Administrator);
            await connection.OpenAsync();
            await using var upsert = await Upsert(connection);
            var count = 0;
            foreach (var item in load.Items.Where(i => i.Account % clients == client))
            {
                if (Stopwatch.GetElapsedTime(started) > each)
                {
                    break;
                }

                await One(upsert, load, item);
                count++;
            }

            return (count, Stopwatch.GetElapsedTime(started).TotalSeconds);
        })));
        return done.Sum(d => d.count / d.TotalSeconds);
    }

    private static async Task<Decision> One(
        NpgsqlCommand upsert, CoreLoad load,
        (int Account, OrleansRisk.Core.Transactions.Transaction Transaction,
            OrleansRisk.Core.Observations.DecisionInputs Inputs) item)
    {
        var state = load.States[item.Account];
        Assessment.Assess(
            ScoringVersions.Newest, state, item.Transaction, item.Inputs, CoreLoad.Tables, out var decision);
        upsert.Parameters[0].Value = item.Account;
        upsert.Parameters[1].Value = item.Inputs.Sequence;
        upsert.Parameters[2].Value = state;
        await upsert.ExecuteNonQueryAsync();
        return decision;
    }

    private static async Task<NpgsqlCommand> Upsert(NpgsqlConnection connection)
    {
        var upsert = new NpgsqlCommand(
            "insert into public.baseline_state values ($1, $2, $3) " +
            "on conflict (account) do update set sequence = excluded.sequence, state = excluded.state", connection);
        upsert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer });
        upsert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint });
        upsert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea });
        await upsert.PrepareAsync();
        return upsert;
    }
}
