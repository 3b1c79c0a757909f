using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Households;

/// <summary>What becomes of the money besides duties and living.</summary>
internal sealed record Habits
{
    /// <summary>Standing order to savings, in per cent of the income; 0 for none.</summary>
    public required int SavesPercent { get; init; }

    /// <summary>
    /// What stays in the account when the month's rest is moved to savings, in per cent of the income.
    /// </summary>
    public required int CushionPercent { get; init; }

    /// <summary>In per cent of the income; 0 for none.</summary>
    public required int GamblesPercent { get; init; }

    /// <summary>Gambling from here on; before, there was none.</summary>
    public required DateOnly GamblesFrom { get; init; }

    /// <summary>In per mille of the income each month; 0 for none.</summary>
    public required int GivesPerMille { get; init; }
    public required string Religion { get; init; }
    public required int TravelsPerYear { get; init; }
    public required bool PaysLater { get; init; }
    public required bool BorrowsToPayday { get; init; }
    public required bool Invests { get; init; }
    public required bool BuysCrypto { get; init; }

    /// <summary>Cash taken out, in per cent of what is left for living.</summary>
    public required int CashPercent { get; init; }

    public static Habits Draw(Country country, Person person, Life life, DateOnly first, int months, Seeded seeded)
    {
        var poor = life is Life.Benefits or Life.Student or Life.AtHome;
        var saves = seeded.Chance(poor ? 150 : 560);
        var careless = !saves && seeded.Chance(300);
        return new Habits
        {
            SavesPercent = saves ? (int)seeded.Skewed(3, 22) : 0,
            CushionPercent = careless ? (int)seeded.Between(10, 60) : (int)seeded.Between(60, 320),
            GamblesPercent = seeded.Chance(70) ? (int)seeded.Skewed(2, 30) : 0,
            GamblesFrom = seeded.Chance(700)
                ? DateOnly.MinValue : first.AddMonths((int)seeded.Between(2, Math.Max(3, months - 3))),
            GivesPerMille = seeded.Chance(country.Code == "MY" ? 450 : 220) ? (int)seeded.Between(5, 30) : 0,
            Religion = country.Persons.Religion(person.Community),
            TravelsPerYear = poor ? 0 : (int)seeded.Skewed(0, 5),
            PaysLater = life != Life.Pensioner && seeded.Chance(240),
            BorrowsToPayday = life is not (Life.Pensioner or Life.HighEarner) && seeded.Chance(careless ? 220 : 25),
            Invests = saves && seeded.Chance(280),
            BuysCrypto = seeded.Chance(60),
            CashPercent = (int)Math.Min(70, country.CashPercent * seeded.Between(40, 190) / 100),
        };
    }

    /// <summary>A giving party of the member's religion, or of another in a twin.</summary>
    public static Party Charity(Country country, string religion, int place)
    {
        var names = country.Data.Items("giving." + religion);
        return new Party(names[place % names.Length], Religion: religion);
    }
}
