namespace OrleansRisk.Samples.Generator.Lender;

/// <summary>
/// What happens to somebody over months. Written beside the sample, so that a reader can check what a score made of
/// it.
/// </summary>
internal sealed record Story(string Account, string Kind, DateOnly From, DateOnly Until, string What);

/// <summary>The three stories and the planted anomalies, by account.</summary>
internal static class Stories
{
    public const int JobLoss = 22;
    public const int Stacking = 37;
    public const int Bounced = 42;

    public static readonly DateOnly JobLost = new(2025, 9, 1);
    public static readonly DateOnly StackingFrom = new(2025, 10, 6);
    public static readonly DateOnly BounceDay = new(2025, 11, 7);

    /// <summary>What a story needs of its household, whatever was drawn.</summary>
    public static Household Shape(Household household) => household.Number switch
    {
        JobLoss => household with
        {
            Income = 480_000,
            Rent = 110_000,
            CarLoan = 68_000,
            Ptptn = 15_000,
            Bnpl = true,
            Opening = 620_000,
            CushionPercent = 160,
        },
        Stacking => household with { Income = 390_000, CarLoan = 0, CushionPercent = 70 },
        Bounced => household with { Income = 420_000, CarLoan = 0, CushionPercent = 150 },
        _ => household,
    };

    public static bool Working(Household household, DateOnly month) => household.Number != JobLoss || month < JobLost;

    /// <summary>Who lives on borrowed money puts nothing aside.</summary>
    public static bool Saves(Household household, DateOnly day) => household.Number != Stacking || day < StackingFrom;

    public static IEnumerable<Story> All(DateOnly end) =>
    [
        new($"MY-{JobLoss:D4}", "job_loss", JobLost, end,
            "the salary stops; rent and car loan are paid while the money lasts, then the family helps out"),
        new($"MY-{Stacking:D4}", "stacking", StackingFrom, end,
            "borrows from six lenders within 70 days and pays the older from the newer"),
        new($"MY-{Bounced:D4}", "bounced_debit", BounceDay, BounceDay.AddDays(1),
            "the car loan's direct debit is not covered: returned the next morning, with a fee"),
    ];

    /// <summary>What a story adds to one day.</summary>
    public static IEnumerable<Movement> Of(Household household, DateOnly day, long balance, Seeded seeded) =>
        household.Number switch
        {
            JobLoss => Help(household, day, seeded),
            Stacking => Stack(household, day, seeded),
            Bounced => Bounce(day, balance),
            _ => [],
        };

    private static IEnumerable<Movement> Help(Household household, DateOnly day, Seeded seeded)
    {
        if (day >= JobLost.AddMonths(3) && (day.Day is 3 or 17))
        {
            yield return Movement.In(43_200, seeded.Between(3, 6) * 10_000, household.Family, Category.Transfer,
                "duitnow");
        }
    }

    private static IEnumerable<Movement> Stack(Household household, DateOnly day, Seeded seeded)
    {
        var since = day.DayNumber - StackingFrom.DayNumber;
        for (var loan = 0; loan < Names.QuickLenders.Length; loan++)
        {
            var taken = loan * 14;
            if (since == taken)
            {
                var sen = household.Income * (40 + (10 * loan)) / 100 / 10_000 * 10_000;
                yield return Movement.In(36_000 + loan, sen, Names.QuickLenders[loan], Category.LoanDisbursement);
                yield return Movement.Out(61_000 + loan, sen / 20_000 * 10_000, "ATM", Category.Cash, "atm");
            }

            if (since > taken && (since - taken) % 30 == 0)
            {
                var sen = household.Income * (6 + (2 * loan)) / 100 / 1_000 * 1_000;
                yield return Movement.Out(30_000 + loan + seeded.Below(60), sen, Names.QuickLenders[loan],
                    Category.LoanPayment, "direct_debit");
            }
        }
    }

    /// <summary>The money leaves the evening before; the direct debit comes all the same.</summary>
    private static IEnumerable<Movement> Bounce(DateOnly day, long balance)
    {
        if (day == BounceDay.AddDays(-1) && balance > 100_000)
        {
            yield return Movement.Out(79_000, (balance - 60_000) / 1_000 * 1_000, "Bengkel Contoh", Category.Shopping,
                "duitnow");
        }

        if (day.Day == BounceDay.Day)
        {
            yield return Movement.Out(32_500, 78_000, "Kredit Kereta Setia", Category.LoanPayment, "direct_debit") with
            {
                Bounces = day == BounceDay,
            };
        }
    }
}
