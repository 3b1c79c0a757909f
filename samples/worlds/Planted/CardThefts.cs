using OrleansRisk.Samples.Worlds.Lives;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Planted;

/// <summary>A stolen card: one small payment to see whether it works, then larger ones at shops new to it.</summary>
internal static class CardThefts
{
    private static readonly string[] Near = ["once", "once", "shopping"], Far = ["once", "abroad", "abroad"];

    public static void CardTheft(Scene scene)
    {
        var seeded = scene.Seeded;
        var shops = seeded.Chance(350) ? Far : Near;
        var at = Clock.Shopping(scene.Day, seeded);
        Buy(scene, at, "shopping", there => Math.Min(there, 150 + scene.Country.Income * 2 / 1_000));
        for (var payments = seeded.Between(3, 8); payments > 0; payments--)
        {
            at = Clock.Shopping(scene.Day.AddDays(seeded.Below(3)), seeded).AddMinutes(1);
            var use = seeded.Pick(shops);
            var (wanted, share) = (
                scene.Member.Income * seeded.Skewed(3, use == "once" ? 60 : 24) / 100, scene.Share(60, 0));
            Buy(scene, at, use, there => Math.Min(wanted, share(there)));
        }
    }

    private static void Buy(Scene scene, DateTime at, string use, Func<long, long> decide)
    {
        var seeded = scene.Seeded;
        var online = use == "shopping" || (use == "once" && seeded.Chance(450));
        scene.Add(FirstPayments.To(scene.Country, scene.Member, at, 0, seeded) with
        {
            Party = Party.Of(seeded.Pick(scene.Country.Shops(use)), seeded.Below(400)),
            Use = use switch { "once" => Use.Once, "shopping" => Use.Shopping, _ => Use.Abroad },
            Way = online ? Way.Online : Way.Card,
            Memo = "",
            Stream = "",
            Device = null,
            Decide = decide,
        });
    }
}
