using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>Duties on their days, and the money of loans that are paid out within the window.</summary>
internal static class Obligations
{
    public static void Write(Diary diary, Seeded seeded)
    {
        foreach (var duty in diary.Member.Duties)
        {
            if (duty.PaidOut > 0)
            {
                PayOut(diary, duty, seeded);
            }

            foreach (var month in diary.Months)
            {
                var day = BankCalendar.Day(month, duty.Day);
                day = duty.Way == Way.Debit ? diary.Calendar.OnOrAfter(day) : day;
                if (day > duty.From.AddDays(duty.From == DateOnly.MinValue ? 0 : 20) && day < duty.Until)
                {
                    Due(diary, duty, day, seeded);
                }
            }
        }
    }

    private static void Due(Diary diary, Duty duty, DateOnly day, Seeded seeded) => diary.Add(new Movement
    {
        At = Clock.Batch(day, seeded),
        Account = AccountOf(diary, duty),
        Credit = false,
        Minor = duty.Swing == 0 ? duty.Minor : duty.Minor * seeded.Bell(100 - duty.Swing, 100 + duty.Swing) / 100,
        Party = duty.Party,
        Use = duty.Use,
        Way = duty.Way,
        Memo = Memos.Fill(duty.Memo, diary.Country, day, seeded),
        Stream = duty.Stream,
        Cover = duty.Way == Way.Debit ? Cover.Collected : Cover.Important,
    });

    /// <summary>Who borrows wants something: a good part is spent within two weeks, on one thing or in cash.</summary>
    private static void PayOut(Diary diary, Duty duty, Seeded seeded)
    {
        var at = Clock.Batch(diary.Calendar.OnOrAfter(duty.From), seeded);
        diary.In(at, duty.PaidOut, duty.Party, Use.LoanIn, Way.Batch, "", duty.Stream);
        var spent = duty.PaidOut * seeded.Between(40, 95) / 100;
        var day = duty.From.AddDays((int)seeded.Between(1, 14));
        switch (seeded.Below(3))
        {
            case 0:
                diary.Out(Clock.Shopping(day, seeded), spent, diary.Shop("once", seeded), Use.Once, Way.Card);
                break;
            case 1:
                FirstPayments.Pay(diary, day, spent, seeded);
                break;
            default:
                diary.Out(Clock.Shopping(day, seeded), spent / 4 / 5_000 * 5_000, new Party("Cash"), Use.CashOut,
                    Way.Atm);
                FirstPayments.Pay(diary, day.AddDays(2), spent / 2, seeded);
                break;
        }
    }

    /// <summary>What the household shares is paid from the joint account.</summary>
    private static Account AccountOf(Diary diary, Duty duty) =>
        duty.Use is Use.Rent or Use.Mortgage or Use.Energy or Use.Water or Use.Tax or Use.Insurance
            ? diary.Member.Purse : diary.Member.Main;
}
