using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Accounts.Tests.Folding;

/// <summary>
/// A customer's transactions in the order in which they happened: payments, salaries, holds that are booked under
/// other ids, taken back in parts, expire, or are charged back and taken again.
/// </summary>
internal static class DrawnHistory
{
    private const long MinuteMs = 60_000;

    public static List<Transaction> Draw(Random random, int lives, long until)
    {
        var rows = new List<Transaction>();
        var at = until - (lives * 9L * 60 * MinuteMs);
        for (var life = 0; life < lives; life++)
        {
            at += random.Next(1, 16 * 60) * MinuteMs;
            Add(rows, random, life, Math.Min(at, until - (60 * MinuteMs)));
        }

        // Times are all different: what stands first among equals is another test's.
        var ordered = rows.OrderBy(static row => row.At).ToList();
        for (var i = 1; i < ordered.Count; i++)
        {
            ordered[i] = ordered[i] with { At = Math.Max(ordered[i].At, ordered[i - 1].At + 1) };
        }

        return ordered;
    }

    private static void Add(List<Transaction> rows, Random random, int life, long at)
    {
        var id = $"t-{life}";
        if (life % 11 == 0)
        {
            rows.Add(Of(id, at, 320_000, TransactionStatus.Booked) with
            {
                Direction = Direction.Credit,
                Counterparty = "Majikan Sdn Bhd",
                Category = "salary",
                BalanceMinor = 500_000 + random.Next(100_000),
            });
            return;
        }

        long Later() => at += random.Next(1, 3 * 24 * 60) * MinuteMs;
        var amount = random.Next(2, 40_000);
        var first = Of(id, at, amount, TransactionStatus.Booked) with
        {
            Counterparty = $"Kedai {random.Next(9)}",
            Channel = random.Next(3) == 0 ? "card" : null,
            BalanceMinor = random.Next(4) == 0 ? random.Next(900_000) : null,
        };
        var kind = random.Next(8);
        if (kind < 4)
        {
            rows.Add(first);
            return;
        }

        rows.Add(first with { Status = TransactionStatus.Authorised });
        if (kind == 4)
        {
            rows.Add(Of(id, Later(), amount, TransactionStatus.Expired));
            return;
        }

        var booked = random.Next(2) == 0 ? id : id + "-b";
        rows.Add(first with
        {
            Id = booked,
            At = Later(),
            Replaces = booked == id ? null : id,
            AmountMinor = random.Next(1, amount + 9),
        });
        var left = rows[^1].AmountMinor;
        if (kind == 6 && left > 1)
        {
            rows.Add(Of(id + "-r1", Later(), left / 2, TransactionStatus.Reversed) with { Replaces = booked });
            rows.Add(Of(id + "-r2", Later(), left - (left / 2), TransactionStatus.Reversed) with { Replaces = booked });
        }
        else if (kind == 7)
        {
            rows.Add(Of(booked, Later(), left, TransactionStatus.Reversed));
            rows.Add(first with { Id = id + "-again", At = Later(), Replaces = booked, AmountMinor = left });
        }
    }

    private static Transaction Of(string id, long at, long minor, TransactionStatus status) =>
        Some.Transaction(id, at: at, status: status) with { AmountMinor = minor };
}
