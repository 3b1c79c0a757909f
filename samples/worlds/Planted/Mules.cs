using OrleansRisk.Samples.Worlds.Lives;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Planted;

/// <summary>Strangers pay in, and most of it leaves again within hours.</summary>
internal static class Mules
{
    public static void Mule(Scene scene)
    {
        var seeded = scene.Seeded;
        var own = new[] { scene.Payee(), scene.Payee() };
        var (ring, day) = (seeded.Chance(400), scene.Day);
        for (var credits = seeded.Between(3, 9); credits > 0; credits--)
        {
            var at = Clock.Handy(day, seeded);
            var minor = FirstPayments.Rounded(scene.Member.Income * seeded.Skewed(8, 125) / 100, seeded);
            scene.Add(Credit(scene, at, minor));
            PassOn(scene, at, minor, () => ring && seeded.Chance(800) ? scene.Ring : seeded.Pick(own));
            day = day.AddDays((int)seeded.Skewed(0, 7));
        }
    }

    private static Movement Credit(Scene scene, DateTime at, long minor) => new()
    {
        At = at,
        Account = scene.Member.Main,
        Credit = true,
        Minor = minor,
        Party = Party.Of(scene.Country, scene.Country.Persons.Draw(scene.Seeded)),
        Use = Use.First,
        Way = Way.Received,
        Memo = scene.Seeded.Chance(500) ? scene.Memo() : scene.Seeded.Pick(scene.Country.Data.Items("memos.person")),
        Stream = "first",
    };

    private static void PassOn(Scene scene, DateTime arrived, long minor, Func<Party> payee)
    {
        var seeded = scene.Seeded;
        var at = arrived.AddMinutes(seeded.Skewed(6, 420));
        var passed = minor * seeded.Between(78, 98) / 100;
        if (seeded.Chance(180))
        {
            var note = scene.Country.Code == "MY" ? 5_000 : 1_000;
            scene.Add(FirstPayments.To(scene.Country, scene.Member, at, passed / 3 / note * note, seeded) with
            {
                Party = new Party("Cash", Branch: seeded.Below(300)),
                Use = Use.CashOut,
                Way = Way.Atm,
                Memo = "",
                Stream = "",
            });
            at = at.AddMinutes(seeded.Between(4, 90));
            passed -= passed / 3;
        }

        for (var parts = seeded.Chance(300) ? 2 : 1; parts > 0; parts--)
        {
            var part = FirstPayments.Rounded(passed / parts, seeded);
            scene.Pay(at, payee(), scene.Memo(), there => Math.Min(part, there));
            passed -= part;
            at = at.AddMinutes(seeded.Between(3, 60));
        }
    }
}
