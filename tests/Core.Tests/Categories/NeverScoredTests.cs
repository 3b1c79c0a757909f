using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Categories;

/// <summary>
/// Zakat and its like are recognised and never scored: the payment itself is judged as if nothing were known of it, and
/// credit is the same to the bit whatever is given.
/// </summary>
public sealed class NeverScoredTests
{
    private const int FirstDay = 20_089; // 2025-01-01
    private const ulong Fund = 77;

    public static TheoryData<string> Ways => ["word", "name", "mcc", "pack"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Anomaly_OfZakat_IsThatOfAPaymentOfWhichNothingIsKnown(string way)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var (known, plain) = (new Account(), new Account());
            foreach (var (day, amount, given) in Life(seed))
            {
                if (!given)
                {
                    Both(Ordinary(day, amount), known, plain);
                    continue;
                }

                var (zakat, category) = Zakat(way, day, amount);
                var payment = zakat with { Category = null, Mcc = 0 };
                Assert.Equal(Bits(plain.Measure(payment, Fund)), Bits(known.Measure(zakat, Fund, category: category)));
                var (one, other) = (plain.Assess(payment, Fund), known.Assess(zakat, Fund, category: category));
                Assert.Equal((one.Outcome, one.Anomaly.Score), (other.Outcome, other.Anomaly.Score));
                Assert.Equal(one.Anomaly.Surprise, other.Anomaly.Surprise);
                Assert.True(((ReadOnlySpan<byte>)one.Bins).SequenceEqual(other.Bins));
                plain = Copy(known, plain);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Credit_WhateverIsGiven_IsTheSameToTheBit(string way)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var (little, much, none) = (new Account(), new Account(), new Account());
            foreach (var (day, amount, given) in Life(seed))
            {
                if (!given)
                {
                    Both(Ordinary(day, amount), little, much, none);
                    continue;
                }

                var (small, category) = Zakat(way, day, 100);
                little.Assess(small, Fund, category: category);
                much.Assess(small with { AmountMinor = amount * 40 }, Fund, category: category);
            }

            var end = FirstDay + 300;
            Assert.Equal(Bits(Credit(little, end)), Bits(Credit(much, end)));
            Assert.Equal(Scored(little, end), Scored(much, end));
            Assert.Equal(Scored(none, end), Scored(much, end));
        }
    }

    /// <summary>The sum an account has left is what it is, whatever was paid out of it.</summary>
    [Fact]
    public void Balance_AfterZakat_IsLess()
    {
        var account = new Account();
        account.Assess(Some.Transaction("one", balance: 10_000));
        account.Assess(Some.Transaction("two", Some.Noon + 1, 4_000, category: "zakat"));
        Assert.Equal(6_000, account.Header.Balance);
        account.Assess(Some.Transaction(
            "two", Some.Noon + 2, 4_000, category: "zakat", status: TransactionStatus.Reversed));
        Assert.Equal(10_000, account.Header.Balance);
        Assert.Equal(5_000, account.Days[(int)(Some.Noon / Some.Day)].OutSum);
    }

    private static (Transaction Transaction, byte Category) Zakat(string way, int day, long amount)
    {
        var plain = Ordinary(day, amount) with { Id = $"zakat-{day}", Direction = Direction.Debit, Category = null };
        return way switch
        {
            "word" => (plain with { Category = "Zakat pendapatan" }, 0),
            "name" => (plain with { Category = "religious" }, 0),
            "mcc" => (plain with { Mcc = 8_661 }, 0),
            _ => (plain, new CategoryFinding(Category.Religious, Evidence.Pack).ToByte()),
        };
    }

    /// <summary>A salary a month, something bought most days, and now and then something given.</summary>
    private static IEnumerable<(int Day, long Amount, bool Given)> Life(ulong seed)
    {
        var random = new Seeded(seed);
        for (var day = 0; day < 280; day++)
        {
            yield return (FirstDay + day, day % 30 == 4 ? 500_000 : 2_000 + random.Below(9_000), false);
            if (random.Chance(0.06))
            {
                yield return (FirstDay + day, 1_000 + random.Below(200_000), true);
            }
        }
    }

    private static Transaction Ordinary(int day, long amount) => Some.Transaction(
        $"t-{day}-{amount}", (day * Some.Day) + (9 * Some.Hour), amount,
        amount == 500_000 ? Direction.Credit : Direction.Debit,
        category: amount == 500_000 ? "salary" : day % 3 == 0 ? "groceries" : null);

    private static void Both(Transaction transaction, params Account[] accounts)
    {
        foreach (var account in accounts)
        {
            account.Assess(transaction, transaction.Direction == Direction.Credit ? 5UL : 6UL);
        }
    }

    /// <summary>What a payment leaves in the outflow of its day differs: the next is compared from the same.</summary>
    private static Account Copy(Account from, Account to)
    {
        from.State.CopyTo(to.State, 0);
        return to;
    }

    private static FeatureRow Credit(Account account, int day)
    {
        Assessment.MeasureCredit(ScoringVersions.Newest, account.State, day, default, out var row);
        return row;
    }

    private static (int, int) Scored(Account account, int day)
    {
        var score = CreditScoring.Score(account.State, day);
        return (score.Score, score.ReasonCount);
    }

    private static long[] Bits(FeatureRow row) =>
        [.. Enumerable.Range(0, FeatureRow.Length).Select(at => BitConverter.DoubleToInt64Bits(row[at]))];
}
