using OrleansRisk.Accounts;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Accounts.Tests.Timeline;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Folding;

/// <summary>Accounts that are loaded in an order or another, and compared.</summary>
internal static class RebuildParts
{
    public const string InOrder = "A-in-order", Account = "A-1";
    public const long DayMs = 86_400_000;

    /// <summary>2026-03-02T00:00Z: rows of whole days stand at midnight, several of them at one time.</summary>
    public const long Today = Some.Moment - (Some.Moment % DayMs);

    public static List<Transaction> Year(int rows)
    {
        var (year, balance) = (new List<Transaction>(), 0L);
        for (var i = 0; i < rows; i++)
        {
            var salary = i % 23 == 0;
            var minor = salary ? 320_000 : 900 + (i * 37 % 9_000);
            balance += salary ? minor : -minor;
            year.Add(Some.Transaction(
                $"row-{i:D4}", at: Today - ((rows - i) / 2 * DayMs) - DayMs,
                direction: salary ? Direction.Credit : Direction.Debit,
                counterparty: salary ? "ACME Payroll" : $"Kedai {i % 7}", category: salary ? "salary" : null) with
            {
                AmountMinor = minor,
                DayOnly = true,
                BalanceMinor = balance,
            });
        }

        return year;
    }

    /// <summary>Answers with what waits at the end.</summary>
    public static async Task<int> Load(
        VolatileEngine engine, string account, IEnumerable<Transaction> rows, int batch, params string[] sources)
    {
        var waiting = 0;
        foreach (var part in rows.Chunk(batch))
        {
            var assessed = Expect.Done(await engine.Account(account).Assess(
                engine.Caller(), new TransactionBatch(account, part, IngestMode.History) { Sources = sources }));
            Assert.All(assessed.Answers, answer => Assert.IsType<Answer.Decided>(answer));
            waiting = assessed.Waiting;
        }

        return waiting;
    }

    public static async Task<Answer> Live(VolatileEngine engine, string account, Transaction row) => Expect.Done(
        await engine.Account(account).Assess(engine.Caller(), new TransactionBatch(account, [row]))).Answers[0];

    public static ValueTask<Outcome<AssessedBatch>> Correct(VolatileEngine engine, Transaction row, string corrects) =>
        engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, [row], IngestMode.History)
        {
            Corrects = [corrects],
        });

    public static async Task<RebuildResult> Rebuild(
        VolatileEngine engine, RebuildRequest? request = null, bool onlyIf = true) => onlyIf
        ? Expect.Done(await engine.Account(Account).Rebuild(engine.Caller(), request ?? new RebuildRequest("tests")))
        : null!;

    public static async Task<AccountView> View(VolatileEngine engine, string account) =>
        Expect.Done(await engine.Account(account).Describe(engine.Caller()));

    public static async Task Equal(VolatileEngine engine) => AnyOrderTests.Equal(
        await Lives.State(engine, InOrder), await Lives.State(engine, Account));
}
