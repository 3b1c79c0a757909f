using System.Diagnostics;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Benchmarks.Engine;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Benchmarks.Identities;

/// <summary>
/// What knowing every id of a year costs: accounts live through twelve months, are put out, and go on; before and after
/// an upgrade from a program that wrote no index.
/// </summary>
internal static class IdentityBench
{
    private const int Months = 12, New = 1_000, ABatch = 100;

    public static Benchmark Benchmark { get; } = new(
        "identities", "known and new ids on accounts of 10, 100 and 1,000 a month: indexes built, ids looked up", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        foreach (var (aMonth, accounts) in ((int, int)[])[(10, 200), (100, 40), (1_000, 8)])
        {
            var part = new Part(report, aMonth, Math.Max(1, options.Scaled(accounts)));
            await part.Run();
        }
    }

    private sealed class Part(Report report, int aMonth, int accounts)
    {
        private readonly EarlierTime _time = new();
        private string What => $"{aMonth:N0} a month";

        public async Task Run()
        {
            await using var database = await BenchDatabase.Create();
            await using (var node = await EngineNode.Start(database, time: _time))
            {
                using var tally = new IdentityTally();
                for (var month = 0; month < Months; month++)
                {
                    _time.Behind = TimeSpan.FromDays(30 * (Months - month));
                    await Send(node, $"{month}", aMonth, ABatch, IsNew);
                }

                Counted($"a year of {What}", tally, aMonth * Months * accounts);
                await node.Actors.PutOut();
            }

            _time.Behind = TimeSpan.Zero;
            await GoOn(database, $"{What}, from the sealed indexes", "a");
            await database.Execute("update risk.snapshots set identities = null");
            await GoOn(database, $"{What}, after an upgrade", "b");
        }

        private async Task GoOn(BenchDatabase database, string what, string prefix)
        {
            await using var node = await EngineNode.Start(database, time: _time);
            using var tally = new IdentityTally();
            var each = New / accounts;
            await Send(node, prefix + "-first", 1, 1, IsNew);
            report.Figure(
                $"indexes of {accounts} accounts, {what}", tally.Built, "built",
                $"{tally.Completed} read what they lacked");
            using var after = new IdentityTally();
            var began = Stopwatch.GetTimestamp();
            await Send(node, prefix, each, 1, IsNew);
            Counted($"{each * accounts:N0} new ids, {what}", after, each * accounts, Stopwatch.GetElapsedTime(began));
            using var resent = new IdentityTally();
            await Send(node, "0", Math.Min(aMonth, 32), 32, answer => answer is Answer.Conflict { Fields: ["at"] });
            report.Figure($"ids of a year ago sent again, {what}", resent.LookedUp, "looked up", "all id_reused: at");
            await node.Actors.PutOut();
        }

        private static bool IsNew(Answer answer) => answer is Answer.Decided { Duplicate: false };

        private void Counted(string what, IdentityTally tally, int sent, TimeSpan? took = null)
        {
            var note = took is { } time ? $"{sent / time.TotalSeconds:N0} tx/s one at a time" : $"{tally.Built} built";
            report.AtMost($"ids looked up, {what}", tally.LookedUp * 1_000.0 / sent, "of 1,000", 10, note);
        }

        private async Task Send(EngineNode node, string prefix, int count, int batch, Func<Answer, bool> expected)
        {
            var caller = new Caller(node.Tenant, "bench", Roles.Ingest, "bench");
            foreach (var part in Enumerable.Range(0, count).Chunk(batch))
            {
                await Task.WhenAll(Enumerable.Range(0, accounts).Select(async account =>
                {
                    var name = $"account-{account}";
                    var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
                    Transaction[] items = [.. part.Select(i => Transaction($"{account}-{prefix}-{i}", now))];
                    var outcome = await node.Actors.Account(node.Tenant, node.Pseudonyms.Account(name)).Assess(
                        caller, new TransactionBatch(name, items));
                    if (outcome.Value is not { Answers: var answers } || !answers.All(expected))
                    {
                        throw new InvalidOperationException($"{prefix} of {name}: {outcome}");
                    }
                }));
            }
        }

        private static Transaction Transaction(string id, long at) => new()
        {
            Id = id,
            At = at,
            AmountMinor = 1_550,
            Currency = Currency.FromNumber(458),
            Direction = Direction.Debit,
            Counterparty = "Kedai Runcit",
        };
    }
}
