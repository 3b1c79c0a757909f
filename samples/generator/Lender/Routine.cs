using static OrleansRisk.Samples.Generator.Lender.Movement;

namespace OrleansRisk.Samples.Generator.Lender;

/// <summary>
/// An ordinary month of a household: what comes in, what goes out on its day, and the spending in between.
/// </summary>
internal static class Routine
{
    /// <summary>Movements by day of the month, from 1.</summary>
    public static List<Movement>[] Month(Household household, DateOnly first, bool working, Seeded seeded)
    {
        var days = new List<Movement>[DateTime.DaysInMonth(first.Year, first.Month) + 1];
        for (var day = 0; day < days.Length; day++)
        {
            days[day] = [];
        }

        Income(household, first, working, days, seeded);
        Obligations(household, days, seeded);
        Spending(household, working ? 100 : 45, days, seeded);
        return days;
    }

    private static void Income(Household household, DateOnly first, bool working, List<Movement>[] days, Seeded seeded)
    {
        switch (household.Livelihood)
        {
            case Livelihood.Gig:
                for (var day = 1; day < days.Length; day++)
                {
                    if (new DateOnly(first.Year, first.Month, day).DayOfWeek == DayOfWeek.Tuesday)
                    {
                        var sen = household.Income / 4 * seeded.Bell(55, 145) / 100;
                        days[day].Add(In(At(seeded, 9, 11), sen, household.Payer, Category.GigIncome));
                    }
                }

                break;
            case Livelihood.Trader:
                for (var sale = seeded.Between(7, 12); sale > 0; sale--)
                {
                    var sen = household.Income / 9 * seeded.Bell(30, 190) / 100;
                    AnyDay(days, seeded).Add(In(At(seeded, 9, 20), sen, Names.Person(seeded), Category.BusinessIncome,
                        "duitnow"));
                }

                break;
            case Livelihood.Employee or Livelihood.Civil when working:
                var salary = In(At(seeded, 3, 5), household.Income, household.Payer, Category.Salary);
                days[BusinessDay(first, household.PayDay)].Add(salary);
                if (first.Month == 12 && household.Number % 3 == 0)
                {
                    days[BusinessDay(first, 18)].Add(salary with { Sen = household.Income * 3 / 2 });
                }

                break;
            case Livelihood.Pensioner:
                days[BusinessDay(first, 15)].Add(In(At(seeded, 4, 6), household.Income, Names.Kwsp, Category.Pension));
                break;
            case Livelihood.Student:
                days[BusinessDay(first, 2)].Add(In(At(seeded, 8, 21), household.Income, household.Family,
                    Category.Transfer, "duitnow"));
                break;
        }
    }

    private static void Obligations(Household household, List<Movement>[] days, Seeded seeded)
    {
        Due(1 + (household.Number % 5), household.Rent, household.Landlord, Category.Rent, "duitnow");
        Due(7, household.CarLoan, "Kredit Kereta Setia", Category.LoanPayment);
        Due(10, household.Ptptn, Names.Ptptn, Category.LoanPayment);
        Due(12, household.Income * seeded.Between(25, 40) / 1_000, "Tenaga Contoh", Category.Utilities);
        Due(14, seeded.Bell(1_200, 4_800), "Air Contoh", Category.Utilities);
        Due(18, 4_500 + (household.Number % 4 * 2_000), "Selular Contoh", Category.Telecom);
        if (household.Livelihood is not Livelihood.Student)
        {
            Due(20, 9_000 + (household.Number % 6 * 2_500), "Takaful Contoh", Category.Insurance);
        }

        if (household.Livelihood is Livelihood.Gig or Livelihood.Trader)
        {
            Due(21, household.Income * 5 / 100 / 1_000 * 1_000, Names.Kwsp, Category.Savings);
        }

        if (household.Bnpl)
        {
            Due(15, seeded.Bell(3_000, 12_000), Names.BnplLenders[household.Number % 3], Category.Bnpl);
        }

        void Due(int day, long sen, string to, string category, string channel = "direct_debit")
        {
            if (sen > 0)
            {
                days[day].Add(Out(At(seeded, 8, 9), sen, to, category, channel));
            }
        }
    }

    /// <summary>Everyday spending, scaled to the income; a household without work spends about half.</summary>
    private static void Spending(Household household, long percent, List<Movement>[] days, Seeded seeded)
    {
        var scale = Math.Clamp(household.Income / 3_200, 40, 230) * percent / 100;
        Purchases(seeded.Between(3, 5), 3_000, 19_000, household.Shops, Category.Groceries, "card");
        Purchases(seeded.Between(3, 6), 700, 7_500, household.Stalls, Category.Restaurants, "qr");
        Purchases(seeded.Between(2, 3), 3_000, 11_000, Names.Fuel, Category.Fuel, "card");
        Purchases(seeded.Between(1, 3), 400, 4_000, Names.Transport, Category.Transport, "card");
        Purchases(seeded.Between(0, 2), 2_500, 38_000, Names.OnlineShops, Category.Shopping, "online");
        for (var visit = seeded.Between(1, 2); visit > 0; visit--)
        {
            var sen = Math.Max(1, seeded.Skewed(1, 8) * scale / 100) * 5_000;
            AnyDay(days, seeded).Add(Out(At(seeded, 10, 21), sen, "ATM", Category.Cash, "atm"));
        }

        for (var gift = seeded.Between(0, 2); gift > 0; gift--)
        {
            var sen = Math.Max(1, seeded.Skewed(2, 40) * scale / 100) * 1_000;
            AnyDay(days, seeded).Add(seeded.Chance(300)
                ? In(At(seeded, 9, 22), sen, household.Family, Category.Transfer, "duitnow")
                : Out(At(seeded, 9, 22), sen, household.Family, Category.Transfer, "duitnow"));
        }

        void Purchases(long count, long low, long high, IReadOnlyList<string> where, string category, string channel)
        {
            for (; count > 0; count--)
            {
                var sen = Math.Max(100, seeded.Skewed(low, high) * scale / 100);
                AnyDay(days, seeded).Add(Out(At(seeded, 8, 22), sen, seeded.Pick(where), category, channel) with
                {
                    Authorised = channel == "online",
                });
            }
        }
    }

    /// <summary>
    /// Much of what stands above the household's cushion goes to its savings, the last thing in a month.
    /// </summary>
    public static Movement? Savings(Household household, DateOnly day, long balance, Seeded seeded)
    {
        var above = (balance - (household.Income * household.CushionPercent / 100)) * seeded.Between(30, 100) / 100;
        return day.AddDays(1).Day == 1 && above > 10_000
            ? Out(86_399, above / 10_000 * 10_000, "Simpanan sendiri", Category.Savings)
            : null;
    }

    /// <summary>The day itself, or the Friday before where it falls on a weekend.</summary>
    private static int BusinessDay(DateOnly first, int day) =>
        new DateOnly(first.Year, first.Month, day).DayOfWeek switch
        {
            DayOfWeek.Saturday => day > 1 ? day - 1 : day + 2,
            DayOfWeek.Sunday => day > 2 ? day - 2 : day + 1,
            _ => day,
        };

    private static int At(Seeded seeded, int fromHour, int untilHour) =>
        (int)seeded.Bell(fromHour * 60, (untilHour * 60) - 1) * 60;

    private static List<Movement> AnyDay(List<Movement>[] days, Seeded seeded) =>
        days[1 + seeded.Below(days.Length - 1)];
}
