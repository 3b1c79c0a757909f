using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using OrleansRisk.Benchmarks.Core;
using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Benchmarks.Baselines;

/// <summary>
/// What a decision's velocity and spend rest on: debits of the last 1, 7, 30 and 90 civil days, and their sums.
/// </summary>
internal readonly record struct Aggregates(
    long Count1Day, long Count7Days, long Count30Days, long Count90Days, long Sum7Days, long Sum30Days, long Sum90Days);

/// <summary>
/// Baseline: transactions in a table with a covering index, and each decision asks for its aggregates, prepared; in two
/// statements or in one. It computes a handful of the product's figures and neither seals nor scores, so it does less.
/// </summary>
internal static class SqlAggregates
{
    private const string Ask =
        """
        select count(*) filter (where day >= $2), count(*) filter (where day >= $2 - 6),
            count(*) filter (where day >= $2 - 29),
            count(*), coalesce(sum(amount) filter (where day >= $2 - 6), 0)::bigint,
            coalesce(sum(amount) filter (where day >= $2 - 29), 0)::bigint, coalesce(sum(amount), 0)::bigint
        from public.baseline_transactions where account = $1 and direction = 1 and day between $2 - 89 and $2
        """;

    private const string Keep = "insert into public.baseline_transactions values ($1, $2, $3, $4, $5)";

    private static readonly string OneStatement = $"with kept as ({Keep}) {Ask}";

    public static Task Prepare(BenchDatabase database, int accounts, int history) => database.Execute(
        $"""
        create table if not exists public.baseline_transactions (
            account int not null, day int not null, amount bigint not null, direction smallint not null,
            at bigint not null);
        truncate public.baseline_transactions;
        drop index if exists public.baseline_covering;
        insert into public.baseline_transactions
            select a, {CoreLoad.FirstDay - 1} - h * 90 / {Math.Max(1, history)}, 1000 + h, 1, 0
            from generate_series(0, {accounts - 1}) a, generate_series(0, {history - 1}) h;
        create index baseline_covering on public.baseline_transactions (account, day) include (amount, direction);
        vacuum analyze public.baseline_transactions;
        checkpoint
        """);

    public static async Task<(double PerSecond, string Variant)> Best(
        BenchDatabase database, CoreLoad load, TimeSpan each)
    {
        (double, string) best = (0, "");
        foreach (var one in (bool[])[true, false])
        {
            foreach (var clients in (int[])[1, 4, 8, 16, 32])
            {
                var rate = await Measure(database, load, one, clients, each);
                var variant = $"{(one ? "one statement" : "two statements")}, {clients} clients";
                best = rate > best.Item1 ? (rate, variant) : best;
            }
        }

        return best;
    }

    /// <summary>
    /// How many of the load's transactions have other aggregates in the database than in the account's state.
    /// </summary>
    public static async Task<int> Differing(BenchDatabase database, CoreLoad load)
    {
        await using var connection = new NpgsqlConnection(database.Administrator);
        await connection.OpenAsync();
        await using var asks = await Command(connection, OneStatement);
        var differing = 0;
        foreach (var (account, transaction, inputs) in load.Items)
        {
            var asked = await One(asks, account, transaction, inputs);
            differing += asked == FromState(load.States[account], inputs) ? 0 : 1;
            Assessment.Assess(
                ScoringVersions.Newest, load.States[account], transaction, inputs, CoreLoad.Tables, out _);
        }

        return differing;
    }

    private static Aggregates FromState(byte[] state, in DecisionInputs inputs)
    {
        var days = new DailyRing(state);
        var today = inputs.CivilDay;
        var (week, month, quarter) =
            (days.OutBetween(today - 6, today), days.OutBetween(today - 29, today), days.OutBetween(today - 89, today));
        return new Aggregates(
            days.OutBetween(today, today).Count, week.Count, month.Count, quarter.Count, week.Sum, month.Sum,
            quarter.Sum);
    }

    private static async Task<double> Measure(
        BenchDatabase database, CoreLoad load, bool one, int clients, TimeSpan each)
    {
        var started = Stopwatch.GetTimestamp();
        var rates = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            await using var connection = new NpgsqlConnection(database.Administrator);
            await connection.OpenAsync();
            await using var asks = await Command(connection, one ? OneStatement : Ask);
            await using var keeps = await Command(connection, Keep);
            var count = 0;
            foreach (var (account, transaction, inputs) in load.Items.Where(i => i.Account % clients == client))
            {
                if (Stopwatch.GetElapsedTime(started) > each)
                {
                    break;
                }

                await One(asks, account, transaction, inputs);
                if (!one)
                {
                    Bind(keeps, account, transaction, inputs);
                    await keeps.ExecuteNonQueryAsync();
                }

                count++;
            }

            return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        })));
        return rates.Sum();
    }

    private static async Task<Aggregates> One(
        NpgsqlCommand asks, int account, Transaction transaction, DecisionInputs inputs)
    {
        Bind(asks, account, transaction, inputs);
        await using var row = await asks.ExecuteReaderAsync();
        await row.ReadAsync();
        return new Aggregates(
            row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
            row.GetInt64(6));
    }

    private static void Bind(NpgsqlCommand command, int account, Transaction transaction, in DecisionInputs inputs)
    {
        command.Parameters[0].Value = account;
        command.Parameters[1].Value = inputs.CivilDay;
        if (command.Parameters.Count > 2)
        {
            command.Parameters[2].Value = transaction.AmountMinor;
            command.Parameters[3].Value = (short)transaction.Direction;
            command.Parameters[4].Value = transaction.At;
        }
    }

    private static async Task<NpgsqlCommand> Command(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        NpgsqlDbType[] types =
        [
            NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Bigint, NpgsqlDbType.Smallint, NpgsqlDbType.Bigint,
        ];
        foreach (var type in sql.Contains("$5", StringComparison.Ordinal) ? types : types[..2])
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }

        await command.PrepareAsync();
        return command;
    }
}
