using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>Friends, giving, gambling and travel.</summary>
internal static class Leisure
{
    public static void Write(Diary diary, Seeded seeded)
    {
        Friends(diary, seeded);
        Gives(diary, seeded);
        Gambles(diary, seeded);
        Travels(diary, seeded);
        Crypto(diary, seeded);
    }

    private static void Friends(Diary diary, Seeded seeded)
    {
        var persons = diary.Country.Persons;
        var friends = Enumerable.Range(0, (int)seeded.Between(1, 5))
            .Select(_ => Party.Of(diary.Country, persons.DrawNear(seeded, diary.Member.Person.Community))).ToArray();
        foreach (var month in diary.Months)
        {
            for (var i = seeded.Skewed(0, 5); i > 0; i--)
            {
                diary.Out(Clock.Handy(month.AddDays(seeded.Below(28)), seeded), Small(diary, seeded),
                    seeded.Pick(friends), Use.PersonOut, Way.Transfer, diary.Memo("person", seeded), "friend");
            }

            for (var i = seeded.Skewed(0, 4); i > 0; i--)
            {
                diary.In(Clock.Handy(month.AddDays(seeded.Below(28)), seeded), Small(diary, seeded),
                    seeded.Chance(800) ? seeded.Pick(friends) : Party.Of(diary.Country, persons.Draw(seeded)),
                    Use.PersonIn, Way.Received, diary.Memo("person", seeded), "friend");
            }
        }
    }

    private static void Gives(Diary diary, Seeded seeded)
    {
        var habits = diary.Member.Habits;
        var charity = Habits.Charity(diary.Country, habits.Religion, seeded.Below(16));
        var day = (int)seeded.Between(1, 28);
        foreach (var month in diary.Months.Where(_ => habits.GivesPerMille > 0))
        {
            diary.Out(Clock.Batch(BankCalendar.Day(month, day), seeded),
                Math.Max(500, diary.Member.Income * habits.GivesPerMille / 1_000 / 500 * 500), charity, Use.Giving,
                Way.Standing, "", "giving");
        }
    }

    private static void Gambles(Diary diary, Seeded seeded)
    {
        var habits = diary.Member.Habits;
        var site = new Party(Firms.One(diary.Country, "gambling", seeded).Name, Mcc: "7995");
        foreach (var month in diary.Months.Where(month => habits.GamblesPercent > 0 && month >= habits.GamblesFrom))
        {
            var (monthly, bets) = (diary.Member.Income * habits.GamblesPercent / 100, seeded.Between(2, 14));
            for (var i = bets; i > 0; i--)
            {
                var day = month.AddDays(seeded.Below(28));
                var staked = diary.Out(Clock.Handy(day, seeded),
                    Math.Max(500, monthly * seeded.Between(30, 200) / 100 / bets / 500 * 500), site, Use.GamblingOut,
                    Way.Online);
                if (seeded.Chance(130))
                {
                    diary.Add(staked with
                    {
                        At = Clock.Batch(day.AddDays(2), seeded),
                        Credit = true,
                        Minor = staked.Minor * seeded.Skewed(50, 900) / 100,
                        Use = Use.GamblingIn,
                        Way = Way.Batch,
                        Device = null,
                        After = staked,
                    });
                }
            }
        }
    }

    /// <summary>Booked weeks ahead; then some days of card payments and a little cash abroad.</summary>
    private static void Travels(Diary diary, Seeded seeded)
    {
        var window = diary.End.DayNumber - diary.First.DayNumber;
        var trips = diary.Member.Habits.TravelsPerYear * window / 365;
        for (var i = 0; i < trips; i++)
        {
            var leaves = diary.First.AddDays(seeded.Below(window));
            var (days, money) = ((int)seeded.Between(3, 12), diary.Member.Income * seeded.Skewed(14, 75) / 100);
            diary.Out(Clock.Handy(leaves.AddDays(-(int)seeded.Between(15, 70)), seeded), money * 45 / 100,
                diary.Shop("travel", seeded), Use.Travel, Way.Online);
            var lands = seeded.Pick(diary.Country.Shops("abroad")).Country;
            var shops = diary.Country.Shops("abroad").Where(shop => shop.Country == lands).ToArray();
            var payments = days + seeded.Below(days);
            for (var payment = 0; payment < payments; payment++)
            {
                diary.Out(Clock.Shopping(leaves.AddDays(seeded.Below(days)), seeded),
                    Math.Max(300, money * 55 / 100 * seeded.Skewed(20, 300) / 100 / payments),
                    Party.Of(seeded.Pick(shops), seeded.Below(60)), Use.Abroad, Way.Card);
            }

            if (seeded.Chance(500))
            {
                var machine = new Party("Cash", Country: lands, Town: shops[0].Town, Branch: seeded.Below(60));
                diary.Out(Clock.Shopping(leaves, seeded), Math.Max(2_000, money / 6 / 1_000 * 1_000), machine,
                    Use.CashOut, Way.Atm);
            }
        }
    }

    private static void Crypto(Diary diary, Seeded seeded)
    {
        var exchange = Firms.One(diary.Country, "crypto", seeded);
        foreach (var month in diary.Months.Where(_ => diary.Member.Habits.BuysCrypto && seeded.Chance(450)))
        {
            diary.Out(Clock.Handy(month.AddDays(seeded.Below(28)), seeded),
                Math.Max(1_000, diary.Member.Income * seeded.Skewed(10, 120) / 1_000 / 1_000 * 1_000), exchange,
                Use.Crypto, Way.Transfer, "", "crypto");
            if (seeded.Chance(100))
            {
                diary.In(Clock.Handy(month.AddDays(seeded.Below(28)), seeded),
                    Math.Max(1_000, diary.Member.Income * seeded.Skewed(10, 300) / 1_000), exchange, Use.Crypto,
                    Way.Received, "", "crypto");
            }
        }
    }

    private static long Small(Diary diary, Seeded seeded) =>
        Math.Max(200, FirstPayments.Rounded(diary.Country.Income * seeded.Skewed(3, 60) / 1_000, seeded));
}
