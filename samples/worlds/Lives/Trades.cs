using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>People who work for themselves.</summary>
internal static class Trades
{
    /// <summary>One client after another, each for one to five months, one or two invoices a month.</summary>
    public static void Contractor(Diary diary, Seeded seeded)
    {
        var (client, until, number) = (Firms.Employer(diary.Country, seeded), diary.First, 0);
        foreach (var month in diary.Months)
        {
            if (month >= until)
            {
                client = seeded.Chance(180) ? client : Firms.Employer(diary.Country, seeded);
                until = month.AddMonths((int)seeded.Between(1, 5));
                number++;
            }

            var invoices = seeded.Between(1, 2);
            for (var i = 0; i < invoices && !seeded.Chance(60); i++)
            {
                var day = diary.Calendar.OnOrAfter(month.AddDays((int)seeded.Between(0, 12) + (i * 14)));
                var memo = seeded.Chance(700) ? Memos.Fill("INV {n4}", diary.Country, day, seeded) : "";
                diary.In(Clock.Batch(day, seeded), diary.Member.Income * seeded.Bell(70, 135) / 100 / invoices, client,
                    Use.Business, Way.Received, memo, $"client{number}");
            }
        }

        Taxes(diary, seeded);
    }

    /// <summary>
    /// Card takings twice a week, customers who transfer, cash that is paid in, and goods that are bought.
    /// </summary>
    public static void Shop(Diary diary, Seeded seeded)
    {
        var settles = Firms.One(diary.Country, "settlements", seeded);
        var supplier = Enumerable.Range(0, 3).Select(_ => Firms.Invented(diary.Country, seeded)).ToArray();
        var takings = diary.Member.Income * 12 / 104;
        var cash = seeded.Chance(diary.Country.CashPercent * 12);
        for (var day = diary.First.AddDays(1); day < diary.End; day = day.AddDays(seeded.Chance(500) ? 3 : 4))
        {
            var minor = takings * seeded.Bell(30, 150) / 100 + seeded.Below(99);
            diary.In(Clock.Batch(diary.Calendar.OnOrAfter(day), seeded), minor, settles, Use.Business, Way.Batch, "",
                "takings");
            if (seeded.Chance(260))
            {
                diary.In(Clock.Handy(day, seeded), takings * seeded.Skewed(5, 120) / 100,
                    Party.Of(diary.Country, diary.Country.Persons.Draw(seeded)), Use.Business, Way.Received,
                    Memos.Fill(diary.Memo("first", seeded), diary.Country, day, seeded), "customers");
            }

            if (cash && seeded.Chance(160))
            {
                diary.In(Clock.Shopping(day, seeded), takings * seeded.Between(20, 90) / 100 / 1_000 * 1_000,
                    new Party("Cash"), Use.CashIn, Way.Cash, "", "cash");
            }

            if (seeded.Chance(480))
            {
                diary.Out(Clock.Handy(day, seeded), takings * seeded.Skewed(20, 170) / 100, seeded.Pick(supplier),
                    Use.Supplies, Way.Transfer, Memos.Fill("{n4}", diary.Country, day, seeded), "supplies");
            }
        }

        Taxes(diary, seeded);
    }

    private static void Taxes(Diary diary, Seeded seeded)
    {
        var office = Firms.One(diary.Country, "tax", seeded);
        foreach (var month in diary.Months.Where(month => month.Month % 3 == 1))
        {
            diary.Add(new Movement
            {
                At = Clock.Handy(month.AddDays((int)seeded.Between(8, 26)), seeded),
                Account = diary.Member.Main,
                Credit = false,
                Minor = diary.Member.Income * seeded.Between(18, 40) / 100,
                Party = office,
                Use = Use.Tax,
                Way = Way.Transfer,
                Stream = "income_tax",
                Cover = Cover.Important,
            });
        }
    }
}
