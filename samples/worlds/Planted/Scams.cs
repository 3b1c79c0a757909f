using OrleansRisk.Samples.Worlds.Lives;

namespace OrleansRisk.Samples.Worlds.Planted;

/// <summary>The customer is talked into paying.</summary>
internal static class Scams
{
    /// <summary>Most of what is there, at once or in two parts within days.</summary>
    public static void Once(Scene scene)
    {
        var seeded = scene.Seeded;
        var at = Clock.Handy(scene.Day, seeded);
        var (payee, memo) = (scene.Payee(), TalkedInto(scene));
        if (seeded.Chance(550))
        {
            scene.FundFromSavings(at.AddMinutes(-seeded.Between(10, 240)));
        }

        var parts = seeded.Chance(600) ? 1 : 2;
        scene.Pay(at, payee, memo, scene.Share(seeded.Between(40, 92), 12));
        if (parts == 2)
        {
            scene.Pay(at.AddMinutes(seeded.Between(20, 4_000)), payee, memo, scene.Share(seeded.Between(40, 92), 8));
        }
    }

    /// <summary>What the caller dictates: one in six is told to move money to an account that is safe.</summary>
    private static string TalkedInto(Scene scene) => scene.Seeded.Chance(160)
        ? scene.Seeded.Pick(scene.Country.Data.Items("memos.own")) : scene.Memo();

    /// <summary>Three to nine payments to one payee over days or weeks, growing.</summary>
    public static void Repeated(Scene scene)
    {
        var seeded = scene.Seeded;
        var (payee, at, memo) = (scene.Payee(), Clock.Handy(scene.Day, seeded), TalkedInto(scene));
        var (target, gap) = (scene.Member.Income * seeded.Between(4, 26) / 100, seeded.Between(1, 8));
        for (var payments = seeded.Between(3, 9); payments > 0; payments--)
        {
            if (target > scene.Member.Income * 60 / 100)
            {
                scene.FundFromSavings(at.AddMinutes(-seeded.Between(10, 300)));
            }

            var (wanted, share) = (target, scene.Share(seeded.Between(85, 97), 3));
            scene.Pay(at, payee, seeded.Chance(700) ? memo : scene.Memo(), there => Math.Min(share(there), wanted));
            target = FirstPayments.Rounded(target * seeded.Between(95, 230) / 100, seeded);
            var next = DateOnly.FromDateTime(at).AddDays((int)seeded.Between(gap, gap * 2));
            at = Clock.Handy(next, seeded);
        }
    }
}
