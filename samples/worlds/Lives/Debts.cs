using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>Short debts: bought now and paid later, and borrowed until the next pay.</summary>
internal static class Debts
{
    public static void Write(Diary diary, Seeded seeded)
    {
        if (diary.Member.Habits.PaysLater)
        {
            PaysLater(diary, seeded);
        }

        if (diary.Member.Habits.BorrowsToPayday)
        {
            var half = (diary.End.DayNumber - diary.First.DayNumber) / 2;
            ToPayday(diary, diary.First.AddDays(seeded.Below(half)), (int)seeded.Between(2, 14), seeded);
        }
    }

    private static void PaysLater(Diary diary, Seeded seeded)
    {
        var lenders = Enumerable.Range(0, 2).Select(_ => Firms.Lender(diary.Country, "bnpl", seeded)).ToArray();
        foreach (var month in diary.Months.Where(_ => seeded.Chance(420)))
        {
            var (lender, parts) = (seeded.Pick(lenders), (int)seeded.Between(3, 4));
            var part = Math.Max(500, diary.Member.Income * seeded.Skewed(8, 60) / 1_000);
            var day = month.AddDays(seeded.Below(28));
            for (var i = 0; i < parts; i++)
            {
                diary.Add(Collected(diary, day.AddDays(i * (parts == 3 ? 30 : 14)), part, lender, Use.Bnpl, "bnpl",
                    seeded));
            }
        }
    }

    /// <summary>
    /// A small loan, paid back with a quarter on top about a month later, and in many months the next one within days.
    /// </summary>
    private static void ToPayday(Diary diary, DateOnly from, int loans, Seeded seeded)
    {
        var lenders = Enumerable.Range(0, (int)seeded.Between(1, 3))
            .Select(_ => Firms.Lender(diary.Country, "payday", seeded)).ToArray();
        var day = from;
        for (var i = 0; i < loans && day < diary.End; i++)
        {
            var lender = seeded.Pick(lenders);
            var minor = Math.Max(5_000, diary.Member.Income * seeded.Between(6, 26) / 100 / 5_000 * 5_000);
            diary.In(Clock.Handy(day, seeded), minor, lender, Use.PaydayIn, Way.Received, "", $"payday{i}");
            var back = day.AddDays((int)seeded.Between(24, 34));
            diary.Add(Collected(diary, back, minor * seeded.Between(115, 135) / 100, lender, Use.Payday, $"payday{i}",
                seeded));
            day = back.AddDays(seeded.Chance(650) ? seeded.Below(5) : (int)seeded.Between(20, 90));
        }
    }

    private static Movement Collected(
        Diary diary, DateOnly day, long minor, Party lender, Use use, string stream, Seeded seeded) => new()
        {
            At = Clock.Batch(diary.Calendar.OnOrAfter(day), seeded),
            Account = diary.Member.Main,
            Credit = false,
            Minor = minor,
            Party = lender,
            Use = use,
            Way = Way.Debit,
            Stream = stream,
            Cover = Cover.Collected,
        };
}
