using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>
/// Payments to somebody who was not paid before: a tradesman, a landlord's deposit, a seller, a friend. Planted
/// payments take their payee, text, hour and channel from here, so that none of these gives them away.
/// </summary>
internal static class FirstPayments
{
    /// <summary>Small ones, and now and then one that is large for the payer.</summary>
    public static void Write(Diary diary, Seeded seeded)
    {
        foreach (var month in diary.Months)
        {
            for (var i = seeded.Skewed(0, 4); i > 0; i--)
            {
                Pay(diary, month.AddDays(seeded.Below(28)), Small(diary.Member, seeded), seeded);
            }

            if (seeded.Chance(60))
            {
                var day = month.AddDays((int)seeded.Between(3, 27));
                Pay(diary, day, Large(diary.Member, seeded), seeded);
                if (seeded.Chance(250))
                {
                    Pay(diary, day.AddDays(seeded.Below(3)), Large(diary.Member, seeded) / 2, seeded);
                }
            }
        }
    }

    /// <summary>Pays from savings if the current account does not hold it, a day before.</summary>
    public static Movement Pay(Diary diary, DateOnly day, long minor, Seeded seeded)
    {
        var at = Clock.Handy(day, seeded);
        if (diary.Member.Savings is { } savings && minor > diary.Member.Income * 40 / 100)
        {
            OwnMoney.Between(diary, at.AddHours(-(int)seeded.Between(1, 30)), savings, diary.Member.Main,
                minor / 5_000 * 5_000, seeded);
        }

        var first = diary.Add(To(diary.Country, diary.Member, at, Rounded(minor, seeded), seeded));
        // Some are paid again, weeks later: the second part of a bill.
        if (seeded.Chance(170))
        {
            diary.Add(first with
            {
                At = at.AddDays((int)seeded.Between(5, 40)),
                Minor = Rounded(minor * seeded.Between(40, 130) / 100, seeded),
                After = first,
            });
        }

        return first;
    }

    public static Movement To(Country country, Member member, DateTime at, long minor, Seeded seeded)
    {
        var day = DateOnly.FromDateTime(at);
        return new Movement
        {
            At = at,
            Account = member.Main,
            Credit = false,
            Minor = minor,
            Party = Payee(country, seeded),
            Use = Use.First,
            Way = Way.Transfer,
            Memo = Memos.Fill(seeded.Pick(country.Data.Items("memos.first")), country, day, seeded),
            Stream = "first",
        };
    }

    public static Party Payee(Country country, Seeded seeded) => seeded.Below(100) switch
    {
        < 60 => Party.Of(country, country.Persons.Draw(seeded)),
        < 92 => Firms.Invented(country, seeded),
        _ => Firms.One(country, "crypto", seeded),
    };

    /// <summary>Whole tens and hundreds are frequent, cents are not rare.</summary>
    public static long Rounded(long minor, Seeded seeded) => seeded.Below(10) switch
    {
        < 3 => Math.Max(100, minor),
        < 6 => Math.Max(500, minor / 500 * 500),
        _ => minor >= 50_000 ? minor / 10_000 * 10_000 : Math.Max(1_000, minor / 1_000 * 1_000),
    };

    private static long Small(Member member, Seeded seeded) => member.Income * seeded.Skewed(4, 320) / 1_000;

    private static long Large(Member member, Seeded seeded) => member.Income * seeded.Skewed(25, 320) / 100;
}
