using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>Pensions, benefits, and what families give.</summary>
internal static class Support
{
    public static void Write(Diary diary, Salaries pay, Seeded seeded)
    {
        var (income, first, end) = (diary.Member.Income, diary.First, diary.End);
        switch (diary.Member.Life)
        {
            case Life.Pensioner:
                Pensions(diary, seeded);
                break;
            case Life.Benefits:
                Monthly(diary, "benefits", income * 80 / 100, first, end, seeded);
                Monthly(diary, "benefits.old", income * 20 / 100, first, end, seeded, "benefit2");
                break;
            case Life.Student:
                Family(diary, income * seeded.Between(40, 75) / 100, (int)seeded.Between(1, 5), seeded);
                pay.Short(Firms.Employer(diary.Country, seeded), income * seeded.Between(30, 60) / 100, first, end);
                StudyLoan(diary, seeded);
                break;
            default:
                Family(diary, income / 2, 2, seeded);
                Family(diary, income / 2, 16, seeded);
                break;
        }
    }

    public static void Monthly(
        Diary diary, string section, long minor, DateOnly from, DateOnly until, Seeded seeded,
        string stream = "benefit")
    {
        var office = Firms.One(diary.Country, section, seeded);
        var day = (int)seeded.Between(1, 28);
        foreach (var month in diary.Months)
        {
            var due = diary.Calendar.OnOrBefore(BankCalendar.Day(month, day));
            if (due >= from && due < until)
            {
                diary.In(Clock.Batch(due, seeded), minor, office, Use.Benefit, Way.Batch, "", stream);
            }
        }
    }

    public static void ForChildren(Diary diary, Seeded seeded)
    {
        if (diary.Member.Life is not (Life.Pensioner or Life.Student) && seeded.Chance(
            diary.Country.Code == "MY" ? 30 : 260))
        {
            var minor = diary.Country.Income * seeded.Between(5, 11) / 100;
            Monthly(diary, "benefits.child", minor, diary.First, diary.End, seeded, "child");
        }
    }

    private static void Pensions(Diary diary, Seeded seeded)
    {
        var (income, other) = (diary.Member.Income, seeded.Chance(520));
        var state = other ? income * seeded.Between(45, 75) / 100 : income;
        var rounds = diary.Country.Code == "GB" ? 28 : 0;
        var office = Firms.One(diary.Country, "pensions.state", seeded);
        if (rounds > 0)
        {
            for (var day = diary.First.AddDays(seeded.Below(28)); day < diary.End; day = day.AddDays(rounds))
            {
                Pay(diary, diary.Calendar.OnOrBefore(day), state * 12 / 13, office, "pension", seeded);
            }
        }
        else
        {
            foreach (var month in diary.Months)
            {
                Pay(diary, diary.Calendar.LastWorking(month), state, office, "pension", seeded);
            }
        }

        if (other)
        {
            var fund = Firms.One(diary.Country, "pensions.other", seeded);
            foreach (var month in diary.Months)
            {
                Pay(diary, diary.Calendar.OnOrAfter(month), income - state, fund, "pension2", seeded);
            }
        }
    }

    private static void Pay(Diary diary, DateOnly day, long minor, Party from, string stream, Seeded seeded) =>
        diary.In(Clock.Batch(day, seeded), minor, from, Use.Pension, Way.Batch, "", stream);

    /// <summary>A parent or partner sends money each month: no income, however regular.</summary>
    private static void Family(Diary diary, long minor, int day, Seeded seeded)
    {
        var who = Party.Of(diary.Country, diary.Country.Persons.Draw(seeded, diary.Member.Person.Community));
        foreach (var month in diary.Months)
        {
            diary.In(Clock.Batch(BankCalendar.Day(month, day), seeded), minor, who, Use.HouseholdIn, Way.Received,
                diary.Memo("person", seeded), "family");
        }
    }

    /// <summary>Three instalments of a loan each year of study.</summary>
    private static void StudyLoan(Diary diary, Seeded seeded)
    {
        if (!seeded.Chance(600))
        {
            return;
        }

        var lender = Firms.Lender(diary.Country, "student", seeded);
        foreach (var month in diary.Months.Where(static month => month.Month is 1 or 4 or 9))
        {
            var day = diary.Calendar.OnOrAfter(month.AddDays(seeded.Below(20)));
            diary.In(Clock.Batch(day, seeded), diary.Member.Income, lender, Use.StudentIn, Way.Batch, "",
                "study_loan");
        }
    }
}
