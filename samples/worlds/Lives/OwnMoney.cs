using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>Money that stays one's own: savings, a linked account elsewhere, investments, the joint account.</summary>
internal static class OwnMoney
{
    public static void Write(Diary diary, Seeded seeded)
    {
        var (member, day) = (diary.Member, (int)seeded.Between(1, 28));
        var memo = seeded.Pick(diary.Country.Data.Items("memos.own"));
        foreach (var month in diary.Months)
        {
            Saves(diary, BankCalendar.Day(month, day), memo, seeded);
            Rest(diary, BankCalendar.Day(month, (int)seeded.Between(25, 31)), memo, seeded);
            Linked(diary, month, memo, seeded);
        }

        if (member.Habits.Invests)
        {
            Invests(diary, (int)seeded.Between(1, 28), seeded);
        }

        Opens(diary, seeded);
        Jointly(diary, seeded);
    }

    /// <summary>A transfer within the household: both legs are booked.</summary>
    public static void Between(Diary diary, DateTime at, Account from, Account to, long minor, Seeded seeded) =>
        diary.Add(new Movement
        {
            At = at,
            Account = from,
            Credit = false,
            Minor = minor,
            Party = to.Holder,
            Use = Use.Own,
            Way = Way.Internal,
            Memo = diary.Memo("own", seeded),
            Stream = "own",
            Other = to,
        });

    private static void Saves(Diary diary, DateOnly day, string memo, Seeded seeded)
    {
        var member = diary.Member;
        var minor = member.Income * member.Habits.SavesPercent / 100 / 1_000 * 1_000;
        if (minor > 0)
        {
            ToSavings(diary, Clock.Batch(day, seeded), minor, Way.Standing, memo, null);
        }
    }

    /// <summary>What stands above the cushion at the end of a month goes away, too, in most months.</summary>
    private static void Rest(Diary diary, DateOnly day, string memo, Seeded seeded)
    {
        var member = diary.Member;
        var cushion = member.Income * member.Habits.CushionPercent / 100 + member.Main.Overdraft;
        var share = seeded.Between(30, 100);
        if (seeded.Chance(member.Habits.SavesPercent > 0 ? 750 : 300))
        {
            ToSavings(diary, Clock.Handy(day, seeded), 0, Way.Transfer, memo, there =>
                there - cushion > member.Income / 20 ? (there - cushion) * share / 100 / 5_000 * 5_000 : 0);
        }
    }

    private static void ToSavings(
        Diary diary, DateTime at, long minor, Way way, string memo, Func<long, long>? decide)
    {
        var member = diary.Member;
        var here = member.Savings is not null;
        if (!here && member.Elsewhere is null && !member.Habits.Invests)
        {
            return;
        }

        diary.Add(new Movement
        {
            At = at,
            Account = member.Main,
            Credit = false,
            Minor = minor,
            Party = here ? member.Main.Holder : member.Elsewhere ?? Broker(diary),
            Use = here ? Use.Own : member.Elsewhere is null ? Use.Invest : Use.OwnElsewhere,
            Way = here && way == Way.Transfer ? Way.Internal : way,
            Memo = memo,
            Stream = way == Way.Standing ? "saving" : "own",
            Other = member.Savings,
            Decide = decide,
        });
    }

    /// <summary>Pocket money for an account elsewhere, and now and then some of it back.</summary>
    private static void Linked(Diary diary, DateOnly month, string memo, Seeded seeded)
    {
        if (diary.Member.Elsewhere is not { } elsewhere)
        {
            return;
        }

        for (var i = seeded.Between(0, 2); i > 0; i--)
        {
            diary.Out(Clock.Handy(month.AddDays(seeded.Below(28)), seeded),
                diary.Member.Income * seeded.Skewed(10, 120) / 1_000 / 1_000 * 1_000, elsewhere, Use.OwnElsewhere,
                Way.Transfer, memo, "linked");
        }

        if (seeded.Chance(diary.Member.Habits.SavesPercent > 0 ? 260 : 120))
        {
            diary.In(Clock.Handy(month.AddDays(seeded.Below(28)), seeded),
                diary.Member.Income * seeded.Skewed(20, 420) / 1_000 / 1_000 * 1_000, elsewhere, Use.OwnElsewhere,
                Way.Received, memo, "linked");
        }
    }

    /// <summary>
    /// An account is opened at another bank, and a good part of the money goes there in its first days.
    /// </summary>
    private static void Opens(Diary diary, Seeded seeded)
    {
        if (!seeded.Chance(110))
        {
            return;
        }

        var member = diary.Member;
        var to = seeded.Chance(600)
            ? member.Main.Holder : new Party(seeded.Pick(diary.Country.Data.Items("banks.elsewhere")));
        var day = diary.First.AddDays(seeded.Below(diary.End.DayNumber - diary.First.DayNumber));
        for (var i = seeded.Between(1, 4); i > 0; i--)
        {
            var (at, minor) = (Clock.Handy(day, seeded), member.Income * seeded.Skewed(5, 220) / 100);
            if (member.Savings is { } savings && minor > member.Income * 60 / 100)
            {
                Between(diary, at.AddMinutes(-seeded.Between(3, 600)), savings, member.Main, minor / 5_000 * 5_000,
                    seeded);
            }

            diary.Out(at, FirstPayments.Rounded(minor, seeded), to, Use.OwnElsewhere, Way.Transfer,
                diary.Memo("own", seeded), "opened");
            day = day.AddDays((int)seeded.Skewed(0, 9));
        }
    }

    private static void Invests(Diary diary, int day, Seeded seeded)
    {
        var minor = Math.Max(2_500, diary.Member.Income * seeded.Between(2, 8) / 100 / 2_500 * 2_500);
        var broker = Broker(diary);
        foreach (var month in diary.Months)
        {
            diary.Out(Clock.Batch(BankCalendar.Day(month, day), seeded), minor, broker, Use.Invest, Way.Standing, "",
                "invest");
            if (seeded.Chance(12))
            {
                diary.In(Clock.Batch(diary.Calendar.OnOrAfter(month.AddDays(9)), seeded),
                    minor * seeded.Between(3, 20), broker, Use.Invest, Way.Batch, "", "invest");
            }
        }
    }

    /// <summary>Each partner's share of what is paid from the joint account.</summary>
    private static void Jointly(Diary diary, Seeded seeded)
    {
        if (diary.Member.Joint is not { } joint)
        {
            return;
        }

        var members = diary.Household.Members;
        var costs = members.Sum(static each => each.Duties.Where(static duty => duty.Use is Use.Rent or Use.Mortgage
            or Use.Energy or Use.Water or Use.Tax or Use.Insurance).Sum(static duty => duty.Minor)
            + (each.Living * 45 / 100));
        var minor = costs * 106 / 100 * diary.Member.Income / members.Sum(static each => each.Income) / 1_000 * 1_000;
        var day = (int)seeded.Between(1, 3);
        foreach (var month in diary.Months)
        {
            diary.Add(new Movement
            {
                At = Clock.Early(BankCalendar.Day(month, day), seeded),
                Account = diary.Member.Main,
                Credit = false,
                Minor = minor,
                Party = joint.Holder,
                Use = Use.Own,
                Way = Way.Standing,
                Memo = diary.Memo("own", seeded),
                Stream = "joint",
                Other = joint,
                Cover = Cover.Important,
            });
        }
    }

    private static Party Broker(Diary diary)
    {
        var names = diary.Country.Data.Items("investments");
        return new Party(names[diary.Household.Number % names.Length]);
    }
}
