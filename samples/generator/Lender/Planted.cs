namespace OrleansRisk.Samples.Generator.Lender;

/// <summary>
/// Planted anomalies: a handful of events a risk team would want to see, each with its kind in the truth file.
/// </summary>
internal static class Planted
{
    private sealed record Event(int Number, DateOnly Day, string Kind);

    private static readonly Event[] Events =
    [
        new(3, new(2025, 3, 19), "takeover"),
        new(7, new(2025, 5, 8), "card_abroad"),
        new(11, new(2025, 6, 24), "cash_burst"),
        new(13, new(2025, 8, 13), "takeover"),
        new(18, new(2025, 10, 2), "mule"),
        new(24, new(2025, 11, 27), "card_abroad"),
        new(29, new(2026, 1, 14), "cash_burst"),
        new(39, new(2026, 2, 11), "takeover"),
        new(48, new(2026, 3, 26), "mule"),
        new(54, new(2026, 5, 20), "card_abroad"),
    ];

    public static IEnumerable<Movement> Of(Household household, DateOnly day, Seeded seeded)
    {
        var planted = Array.Find(Events, e => e.Number == household.Number && e.Day == day);
        return planted?.Kind switch
        {
            "takeover" => Takeover(household, seeded),
            "card_abroad" => CardAbroad(household, seeded),
            "cash_burst" => CashBurst(household),
            "mule" => Mule(household, seeded),
            _ => [],
        };
    }

    /// <summary>Four transfers within minutes to somebody the account has not paid.</summary>
    private static IEnumerable<Movement> Takeover(Household household, Seeded seeded)
    {
        var (name, from) = (Names.Person(seeded), seeded.Below(13 * 3_600) + (8 * 3_600));
        for (var i = 0; i < 4; i++)
        {
            var sen = household.Income * (12 - i) / 100 / 100 * 100;
            yield return Movement.Out(from + (i * 95), sen, name, Category.Transfer, "duitnow")
                with
            { Planted = "takeover" };
        }
    }

    /// <summary>Three card payments within half an hour, abroad.</summary>
    private static IEnumerable<Movement> CardAbroad(Household household, Seeded seeded)
    {
        var (country, from) = (seeded.Pick(Names.Abroad), seeded.Below(13 * 3_600) + (8 * 3_600));
        for (var i = 0; i < 3; i++)
        {
            var sen = household.Income * (9 + (3 * i)) / 100;
            yield return Movement.Out(from + (i * 640) + seeded.Below(60), sen, seeded.Pick(Names.ShopsAbroad),
                Category.Shopping, "card") with
            {
                Country = country,
                Planted = "card_abroad",
            };
        }
    }

    private static IEnumerable<Movement> CashBurst(Household household)
    {
        for (var i = 0; i < 5; i++)
        {
            yield return Movement.Out(84_000 + (i * 170), Math.Max(50_000, household.Income / 12 / 5_000 * 5_000),
                "ATM", Category.Cash, "atm") with
            {
                Planted = "cash_burst",
            };
        }
    }

    /// <summary>Strangers pay in, and within the hour nearly all of it leaves again.</summary>
    private static IEnumerable<Movement> Mule(Household household, Seeded seeded)
    {
        long sum = 0;
        for (var i = 0; i < 3; i++)
        {
            var sen = (household.Income * 6 / 10) + (seeded.Below(50) * 1_000L);
            sum += sen;
            yield return Movement.In(50_000 + (i * 400), sen, Names.Person(seeded), Category.Transfer,
                "duitnow") with
            { Planted = "mule" };
        }

        yield return Movement.Out(52_700, sum * 95 / 100, Names.Person(seeded), Category.Transfer, "duitnow")
            with
        { Planted = "mule" };
    }
}
