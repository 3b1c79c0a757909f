using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Lives;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Planted;

/// <summary>Another person pays from the account.</summary>
internal static class Takeovers
{
    public static void Takeover(Scene scene)
    {
        var payees = new[] { scene.Payee(), scene.Payee(), scene.Payee() };
        var most = (int)scene.Seeded.Between(1, 3);
        Empty(scene, () => payees[scene.Seeded.Below(most)], scene.Memo);
    }

    /// <summary>
    /// The texts read as if the customer moved own money: the payee may even have the customer's name.
    /// </summary>
    public static void Drain(Scene scene)
    {
        var payee = scene.Seeded.Chance(500)
            ? scene.Member.Main.Holder
            : Party.Of(scene.Country, scene.Country.Persons.Draw(scene.Seeded));
        var memo = scene.Seeded.Pick(scene.Country.Data.Items("memos.own").Where(static memo => memo.Length > 0)
            .ToArray());
        Empty(scene, () => payee, () => memo);
    }

    private static void Empty(Scene scene, Func<Party> payee, Func<string> memo)
    {
        var seeded = scene.Seeded;
        var at = Clock.Handy(scene.Day, seeded);
        var device = seeded.Chance(650) ? HouseholdDraw.NewDevice(scene.Country, seeded) : scene.Member.DeviceOn(at);
        if (seeded.Chance(700))
        {
            scene.FundFromSavings(at.AddMinutes(-seeded.Between(2, 40)), device);
        }

        for (var payments = seeded.Between(2, 6); payments > 0; payments--)
        {
            scene.Pay(at, payee(), memo(), scene.Share(seeded.Between(15, 75), 2), device);
            at = at.AddSeconds(seeded.Skewed(90, 5_400));
        }
    }
}
