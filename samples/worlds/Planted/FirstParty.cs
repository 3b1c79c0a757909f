using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Lives;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Planted;

/// <summary>The customer takes the lender's money and means not to pay it back.</summary>
internal static class FirstParty
{
    /// <summary>All of the limit within two weeks, by purchases, cash and transfers; no income after that.</summary>
    public static void BustOut(Scene scene)
    {
        var seeded = scene.Seeded;
        scene.EndIncome(scene.Day);
        scene.Abandon(scene.Day.AddDays(75));
        var lines = seeded.Between(8, 18);
        for (var i = lines; i > 0; i--)
        {
            var day = scene.Day.AddDays(seeded.Below(13));
            switch (seeded.Below(10))
            {
                case < 5:
                    Buy(scene, day, scene.Share(seeded.Between(10, 40), 1));
                    break;
                case < 7:
                    Cash(scene, day, seeded.Between(8, 30));
                    break;
                default:
                    scene.Pay(Clock.Handy(day, seeded), scene.Payee(), scene.Memo(),
                        scene.Share(seeded.Between(20, 70), 2));
                    break;
            }
        }
    }

    /// <summary>Three to six loans within ten weeks; the money is taken out, instalments come back unpaid.</summary>
    public static void Stacking(Scene scene)
    {
        var seeded = scene.Seeded;
        var day = scene.Day;
        for (var loan = (int)seeded.Between(3, 6); loan > 0; loan--)
        {
            var payday = seeded.Chance(350);
            var lender = Firms.Lender(scene.Country, payday ? "payday" : "loan", seeded);
            var minor = scene.Member.Income * (payday ? seeded.Between(12, 30) : seeded.Between(50, 220)) / 100
                / 5_000 * 5_000;
            scene.Add(new Movement
            {
                At = payday ? Clock.Handy(day, seeded) : Clock.Batch(scene.Country.Calendar.OnOrAfter(day), seeded),
                Account = scene.Member.Main,
                Credit = true,
                Minor = minor,
                Party = lender,
                Use = payday ? Use.PaydayIn : Use.LoanIn,
                Way = payday ? Way.Received : Way.Batch,
                Stream = $"{(payday ? "payday" : "loan")}{loan + 4}",
            });
            TakeOut(scene, day, minor);
            Instalments(scene, day, lender, minor, loan);
            day = day.AddDays((int)seeded.Between(2, 16));
        }

        if (seeded.Chance(500))
        {
            scene.EndIncome(day.AddDays(10));
        }
    }

    private static void TakeOut(Scene scene, DateOnly day, long minor)
    {
        var seeded = scene.Seeded;
        if (seeded.Chance(450))
        {
            Cash(scene, day.AddDays(seeded.Below(2)), seeded.Between(8, 25));
        }

        var part = FirstPayments.Rounded(minor * seeded.Between(45, 90) / 100, seeded);
        scene.Pay(Clock.Handy(day.AddDays((int)seeded.Between(1, 3)), seeded), scene.Payee(), scene.Memo(),
            there => Math.Min(part, there));
    }

    private static void Instalments(Scene scene, DateOnly from, Party lender, long minor, int loan)
    {
        var months = (int)scene.Seeded.Between(2, 5);
        for (var month = 1; month <= months; month++)
        {
            scene.Support(new Movement
            {
                At = Clock.Batch(scene.Country.Calendar.OnOrAfter(from.AddMonths(month)), scene.Seeded),
                Account = scene.Member.Main,
                Credit = false,
                Minor = Math.Max(1_000, minor * 9 / 100),
                Party = lender,
                Use = Use.Loan,
                Way = Way.Debit,
                Stream = $"loan{loan + 4}",
                Cover = Cover.Collected,
            });
        }
    }

    private static void Buy(Scene scene, DateOnly day, Func<long, long> decide)
    {
        var seeded = scene.Seeded;
        var online = seeded.Chance(450);
        var at = online ? Clock.Handy(day, seeded) : Clock.Shopping(day, seeded);
        scene.Add(FirstPayments.To(scene.Country, scene.Member, at, 0, seeded) with
        {
            Party = Party.Of(seeded.Pick(scene.Country.Shops("once")), seeded.Below(400)),
            Use = Use.Once,
            Way = online ? Way.Online : Way.Card,
            Memo = "",
            Stream = "",
            Device = online ? scene.Member.DeviceOn(at) : null,
            Decide = decide,
        });
    }

    private static void Cash(Scene scene, DateOnly day, long percent)
    {
        var note = scene.Country.Code == "MY" ? 5_000 : 1_000;
        var limit = scene.Country.Income * 30 / 100;
        scene.Add(FirstPayments.To(scene.Country, scene.Member, Clock.Shopping(day, scene.Seeded), 0, scene.Seeded) with
        {
            Party = new Party("Cash", Branch: scene.Seeded.Below(300)),
            Use = Use.CashOut,
            Way = Way.Atm,
            Memo = "",
            Stream = "",
            Decide = there => Math.Min(limit, there * percent / 100) / note * note,
        });
    }
}
