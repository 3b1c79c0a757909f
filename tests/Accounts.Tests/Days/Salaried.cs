using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Days;

/// <summary>Accounts paid every 30 days, whose salary came last so many days ago.</summary>
internal static class Salaried
{
    public const long DayMs = 86_400_000;

    /// <summary>Days after a monthly salary from which its missing costs points: more than 1.3 gaps.</summary>
    public const int FirstDayDue = 40;

    public static async Task Load(VolatileEngine engine, string account, int paidDaysAgo)
    {
        foreach (var part in Life(paidDaysAgo).Chunk(64))
        {
            Expect.Done(await engine.Account(account).Assess(
                engine.Caller(), new TransactionBatch(account, part, IngestMode.History)));
        }
    }

    private static IEnumerable<Transaction> Life(int paidDaysAgo)
    {
        for (var ago = paidDaysAgo + 240; ago >= paidDaysAgo; ago--)
        {
            var at = Some.Moment - (ago * DayMs);
            if ((ago - paidDaysAgo) % 30 == 0)
            {
                yield return Some.Transaction(
                    $"pay-{ago}", at, 6_000m, Direction.Credit, counterparty: "Employer", category: "salary");
            }

            yield return Some.Transaction($"food-{ago}", at, 35m, counterparty: "Kedai", category: "groceries");
        }
    }
}
