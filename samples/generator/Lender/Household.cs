namespace OrleansRisk.Samples.Generator.Lender;

internal enum Livelihood
{
    Employee,
    Civil,
    Gig,
    Trader,
    Pensioner,
    Student,
}

/// <summary>
/// Who holds an account and what they live on. All of it is drawn once, from the account's own stream.
/// </summary>
internal sealed record Household
{
    public required int Number { get; init; }
    public required Livelihood Livelihood { get; init; }

    /// <summary>What comes in in an ordinary month, in sen.</summary>
    public required long Income { get; init; }
    public required int PayDay { get; init; }
    public required string Payer { get; init; }
    public required string Landlord { get; init; }

    /// <summary>0 for those who own or live with family.</summary>
    public required long Rent { get; init; }

    /// <summary>0 where there is none.</summary>
    public required long Ptptn { get; init; }
    public required long CarLoan { get; init; }
    public required bool Bnpl { get; init; }
    public required string Family { get; init; }
    public required IReadOnlyList<string> Shops { get; init; }
    public required IReadOnlyList<string> Stalls { get; init; }
    public required long Opening { get; init; }

    /// <summary>What stays in the account at the end of a month, in per cent of a month's income.</summary>
    public required long CushionPercent { get; init; }

    public string Account => $"MY-{Number:D4}";

    public static Household Draw(int number, Seeded seeded)
    {
        var livelihood = Kind(number);
        var income = livelihood switch
        {
            Livelihood.Employee => seeded.Skewed(260_000, 1_100_000),
            Livelihood.Civil => seeded.Bell(280_000, 620_000),
            Livelihood.Gig => seeded.Bell(180_000, 420_000),
            Livelihood.Trader => seeded.Bell(300_000, 900_000),
            Livelihood.Pensioner => seeded.Bell(150_000, 320_000),
            _ => seeded.Bell(70_000, 120_000),
        } / 1_000 * 1_000;
        var works = livelihood is Livelihood.Employee or Livelihood.Civil or Livelihood.Gig;
        return Stories.Shape(new Household
        {
            Number = number,
            Livelihood = livelihood,
            Income = income,
            PayDay = livelihood == Livelihood.Civil ? 22 : (int)seeded.Between(24, 28),
            Payer = Names.Payer(livelihood, seeded),
            Landlord = Names.Person(seeded),
            Rent = livelihood != Livelihood.Student && seeded.Chance(620)
                ? income * seeded.Between(18, 26) / 100 / 5_000 * 5_000 : 0,
            Ptptn = works && seeded.Chance(450) ? seeded.Between(8, 25) * 1_000 : 0,
            CarLoan = works && income > 300_000 && seeded.Chance(550) ? seeded.Between(45, 95) * 1_000 : 0,
            Bnpl = livelihood != Livelihood.Pensioner && seeded.Chance(400),
            Family = Names.Person(seeded),
            Shops = [.. Enumerable.Range(0, 4).Select(_ => seeded.Pick(Names.Shops))],
            Stalls = [.. Enumerable.Range(0, 5).Select(_ => seeded.Pick(Names.Stalls))],
            Opening = income * seeded.Between(40, 220) / 100,
            CushionPercent = seeded.Between(60, 260),
        });
    }

    private static Livelihood Kind(int number) => (number % 15) switch
    {
        0 or 1 => Livelihood.Gig,
        2 or 3 => Livelihood.Civil,
        4 => number % 2 == 0 ? Livelihood.Pensioner : Livelihood.Student,
        5 => Livelihood.Trader,
        _ => Livelihood.Employee,
    };
}
