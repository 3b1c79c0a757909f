using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>What happens once in years: a car, a deposit, a wedding, a move, an inheritance.</summary>
internal static class OneOffs
{
    public static void Write(Diary diary, Seeded seeded)
    {
        var income = diary.Member.Income;
        Once(55, day => FirstPayments.Pay(diary, day, income * seeded.Between(120, 600) / 100, seeded)); // a car
        Once(20, day => FirstPayments.Pay(diary, day, income * seeded.Between(400, 1_500) / 100, seeded)); // a home
        Once(30, day => Several(diary, day, 5, 40, seeded)); // a wedding
        Once(80, day => Several(diary, day, 3, 6, seeded)); // a move
        Once(110, day => FirstPayments.Pay(diary, day, income * seeded.Between(30, 180) / 100, seeded)); // a repair
        Once(35, day => In(day, seeded.Between(60, 420), Use.Sold, Way.Received, "sold"));
        Once(12, day => In(day, seeded.Between(300, 1_800), Use.Inheritance, Way.Batch, "inheritance"));
        Once(160, day => TaxBack(diary, day, seeded));
        foreach (var month in diary.Months.Where(_ => seeded.Chance(55)))
        {
            diary.Out(Clock.Shopping(month.AddDays(seeded.Below(28)), seeded), income * seeded.Skewed(8, 90) / 100,
                diary.Shop("once", seeded), Use.Once, seeded.Chance(600) ? Way.Card : Way.Online);
        }

        void Once(int perMille, Action<DateOnly> what)
        {
            var day = diary.First.AddDays(seeded.Below(diary.End.DayNumber - diary.First.DayNumber));
            if (seeded.Chance(perMille))
            {
                what(day);
            }
        }

        void In(DateOnly day, long percent, Use use, Way way, string stream)
        {
            var from = Party.Of(diary.Country, diary.Country.Persons.Draw(seeded));
            diary.In(Clock.Handy(day, seeded), income * percent / 100 / 5_000 * 5_000, from, use, way,
                use == Use.Sold ? diary.Memo("sold", seeded) : "", stream);
        }
    }

    /// <summary>Payments to several new payees within some days.</summary>
    private static void Several(Diary diary, DateOnly from, int most, int days, Seeded seeded)
    {
        for (var i = seeded.Between(2, most); i > 0; i--)
        {
            FirstPayments.Pay(diary, from.AddDays(seeded.Below(days)),
                diary.Member.Income * seeded.Skewed(15, 130) / 100, seeded);
        }
    }

    private static void TaxBack(Diary diary, DateOnly day, Seeded seeded) => diary.In(
        Clock.Batch(diary.Calendar.OnOrAfter(day), seeded), diary.Member.Income * seeded.Skewed(6, 70) / 100,
        Firms.One(diary.Country, "tax", seeded), Use.TaxBack, Way.Batch, "", "tax_back");
}
