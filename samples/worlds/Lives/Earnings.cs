using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>What a member lives on, by life.</summary>
internal static class Earnings
{
    public static void Write(Diary diary, Seeded seeded)
    {
        var (income, first, end) = (diary.Member.Income, diary.First, diary.End);
        var pay = new Salaries(diary, seeded);
        var employer = diary.Member.Life == Life.Public
            ? Firms.One(diary.Country, "employers.public", seeded) : Firms.Employer(diary.Country, seeded);
        switch (diary.Member.Life)
        {
            case Life.Salaried or Life.Public:
                pay.Monthly(employer, income, first, end);
                Expenses(diary, employer, seeded);
                break;
            case Life.ShortPay:
                pay.Short(employer, income, first, end);
                break;
            case Life.Variable:
                pay.Variable(employer, income, first, end);
                break;
            case Life.TwoJobs:
                pay.Monthly(employer, income * 68 / 100, first, end);
                pay.Short(Firms.Employer(diary.Country, seeded), income * 32 / 100, first, end, "salary2");
                break;
            case Life.HighEarner:
                pay.Monthly(employer, income, first, end);
                pay.Bonus(employer, income * seeded.Between(1, 4), 3);
                Expenses(diary, employer, seeded);
                break;
            case Life.Seasonal:
                Season(diary, pay, employer, seeded);
                break;
            case Life.Parental or Life.JobLost:
                Interrupted(diary, pay, employer, seeded);
                break;
            case Life.Gig:
                Gigs.Write(diary, seeded);
                break;
            case Life.Contractor:
                Trades.Contractor(diary, seeded);
                break;
            case Life.Business:
                Trades.Shop(diary, seeded);
                break;
            default:
                Support.Write(diary, pay, seeded);
                break;
        }

        Support.ForChildren(diary, seeded);
    }

    /// <summary>Work from April to October; benefits for the others.</summary>
    private static void Season(Diary diary, Salaries pay, Party employer, Seeded seeded)
    {
        for (var year = diary.First.Year; year <= diary.End.Year; year++)
        {
            var (from, until) = (new DateOnly(year, 4, 1), new DateOnly(year, 11, 1));
            pay.Short(employer, diary.Member.Income * 120 / 100, from, until);
            Support.Monthly(diary, "benefits.work", diary.Member.Income * 45 / 100, until, until.AddMonths(5), seeded);
        }
    }

    /// <summary>The salary stops, something smaller comes, and then there is work again.</summary>
    private static void Interrupted(Diary diary, Salaries pay, Party employer, Seeded seeded)
    {
        var (income, window) = (diary.Member.Income, diary.End.DayNumber - diary.First.DayNumber);
        var stops = diary.First.AddDays((int)seeded.Between(window / 5, window / 2));
        var parental = diary.Member.Life == Life.Parental;
        var back = stops.AddMonths((int)(parental ? seeded.Between(5, 11) : seeded.Between(2, 7)));
        pay.Monthly(employer, income, diary.First, stops);
        Support.Monthly(
            diary, parental ? "benefits.parent" : "benefits.work", income * (parental ? 62 : 48) / 100,
            stops.AddDays(parental ? 10 : 40), back, seeded);
        var next = parental ? employer : Firms.Employer(diary.Country, seeded);
        pay.Monthly(
            next, income * (parental ? 100 : seeded.Between(85, 108)) / 100, back, diary.End,
            parental ? "salary" : "salary2");
    }

    /// <summary>An employer pays back what was laid out: not earned, though it comes from the same name.</summary>
    private static void Expenses(Diary diary, Party employer, Seeded seeded)
    {
        if (!seeded.Chance(120))
        {
            return;
        }

        foreach (var month in diary.Months.Where(_ => seeded.Chance(400)))
        {
            var day = diary.Calendar.OnOrAfter(month.AddDays(seeded.Below(26)));
            diary.In(Clock.Batch(day, seeded), diary.Member.Income * seeded.Skewed(1, 14) / 100 + seeded.Below(99),
                employer, Use.Reimbursed, Way.Batch, seeded.Chance(500) ? "EXPENSES" : "", "expenses");
        }
    }
}
