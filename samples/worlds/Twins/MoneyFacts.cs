using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Lives;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Twins;

/// <summary>Facts about money, worse and better.</summary>
internal static class MoneyFacts
{
    public static IReadOnlyList<Fact> Adverse { get; } =
    [
        new("returned_debits", Sense.Adverse, Returned),
        new("payday_loan_each_month", Sense.Adverse, Payday),
        new("gambling_from_each_pay", Sense.Adverse, static twin =>
            twin.Lines.Concat(Monthly(twin, 4, 11, Use.GamblingOut, Way.Online, Site(twin), "gambling"))),
        new("pay_cut_by_a_third", Sense.Adverse, static twin => Pay(twin, 67)),
        new("collector_each_month", Sense.Adverse, static twin =>
            twin.Lines.Concat(Monthly(twin, 14, 4, Use.Collector, Way.Debit, One(twin, "collectors"), "collector2"))),
        new("two_more_lenders", Sense.Adverse, static twin => twin.Lines
            .Concat(Monthly(twin, 9, 7, Use.Loan, Way.Debit, One(twin, "lenders.loan.known"), "loan8"))
            .Concat(Monthly(twin, 21, 6, Use.Loan, Way.Debit, One(twin, "lenders.loan.invented"), "loan9"))),
        new("lower_balance_throughout", Sense.Adverse, static twin => Opening(twin, -60)),
    ];

    public static IReadOnlyList<Fact> Favourable { get; } =
    [
        new("higher_balance_throughout", Sense.Favourable, static twin => Opening(twin, 150)),
        new("pay_rise", Sense.Favourable, static twin => Pay(twin, 120)),
        new("second_job", Sense.Favourable, static twin => twin.Lines.Concat(Second(twin))),
        new("no_payday_loans", Sense.Favourable, static twin =>
            Without(twin, static line => line.Kind == Kind.Payday || line.Use == Use.PaydayIn)),
        new("no_gambling", Sense.Favourable, static twin =>
            Without(twin, static line => line.Kind is Kind.GamblingIn or Kind.GamblingOut)),
        new("car_paid_off_half_way", Sense.Favourable, static twin => Without(
            twin, line => line.Kind == Kind.HirePurchase && DateOnly.FromDateTime(line.At) >= Middle(twin))),
    ];

    /// <summary>A bill in each of three late months comes back, with the bank's fee.</summary>
    private static IEnumerable<Movement> Returned(Twin twin)
    {
        var bills = twin.Lines.Where(line => line is { Way: Way.Debit, Credit: false, Pair: "" } && IsLate(twin, line))
            .GroupBy(static line => line.At.Month).Take(3).Select(static month => month.First()).ToList();
        if (bills.Count < 3)
        {
            return twin.Lines;
        }

        var country = twin.Household.Country;
        return twin.Lines.Concat(bills.SelectMany(bill =>
        {
            var back = country.Calendar.OnOrAfter(DateOnly.FromDateTime(bill.At).AddDays(1)).ToDateTime(new(6, 0));
            return new[]
            {
                bill with { At = back, Credit = true, Use = Use.Unpaid, Way = Way.Returned },
                bill with
                {
                    At = back.AddMinutes(1), Minor = country.ReturnFee, Party = new Party(country.Bank), Use = Use.Fee,
                    Way = Way.Fee, Stream = "fee",
                },
            };
        }));
    }

    private static IEnumerable<Movement> Payday(Twin twin)
    {
        var lender = One(twin, "lenders.payday.known");
        var minor = twin.Member.Income * 15 / 100 / 5_000 * 5_000;
        var loans = twin.Months.SkipLast(1).SelectMany(month => new[]
        {
            Line(twin, month.AddDays(17), true, minor, lender, Use.PaydayIn, Way.Received, "payday9"),
            Line(twin, month.AddMonths(1).AddDays(13), false, minor * 128 / 100, lender, Use.Payday, Way.Debit,
                "payday9"),
        });
        return minor == 0 ? twin.Lines : twin.Lines.Concat(loans);
    }

    /// <summary>Everything that is earned, from half-time on, in per cent of what it was.</summary>
    private static IEnumerable<Movement> Pay(Twin twin, int percent) =>
        twin.Lines.Any(static line => line.Kind == Kind.Salary)
            ? twin.Lines.Select(line => line.Kind == Kind.Salary && IsLate(twin, line)
                ? line with { Minor = line.Minor * percent / 100 }
                : line)
            : twin.Lines;

    /// <summary>The same lines above or below another balance: the account begins with more or less.</summary>
    private static IEnumerable<Movement> Opening(Twin twin, int percentOfIncome)
    {
        var account = twin.Member.Main with
        {
            Opening = twin.Member.Main.Opening + (twin.Member.Income * percentOfIncome / 100),
        };
        return twin.Lines.Select(line => line with { Account = account });
    }

    private static IEnumerable<Movement> Second(Twin twin)
    {
        var seeded = new Seeded(twin.Draw, 2);
        var employer = Firms.Employer(twin.Household.Country, seeded);
        return twin.Months.Select(month => Line(
            twin, twin.Household.Country.Calendar.OnOrBefore(BankCalendar.Day(month, 21)), true,
            twin.Member.Income * 25 / 100, employer, Use.Salary, Way.Batch, "salary3"));
    }

    /// <summary>Without lines that cost more than they brought: a gambler who won is not better off without.</summary>
    private static IEnumerable<Movement> Without(Twin twin, Func<Movement, bool> what) =>
        twin.Lines.Where(what).Sum(static line => line.Credit ? -line.Minor : line.Minor) > 0
            ? twin.Lines.Where(line => !what(line))
            : twin.Lines;

    private static IEnumerable<Movement> Monthly(
        Twin twin, int day, int percent, Use use, Way way, Party party, string stream) =>
        twin.Months.Select(month => Line(
            twin, twin.Household.Country.Calendar.OnOrAfter(BankCalendar.Day(month, day)), false,
            twin.Member.Income * percent / 100, party, use, way, stream));

    private static Movement Line(
        Twin twin, DateOnly day, bool credit, long minor, Party party, Use use, Way way, string stream) => new()
        {
            At = Clock.Batch(day, new Seeded(twin.Draw, (ulong)day.DayNumber)),
            Account = twin.Member.Main,
            Credit = credit,
            Minor = minor,
            Party = party,
            Use = use,
            Way = way,
            Stream = stream,
        };

    private static Party One(Twin twin, string section) =>
        Firms.One(twin.Household.Country, section, new Seeded(twin.Draw, 1));

    private static Party Site(Twin twin) => One(twin, "gambling") with { Mcc = "7995" };

    private static bool IsLate(Twin twin, Movement line) => DateOnly.FromDateTime(line.At) >= Middle(twin);

    private static DateOnly Middle(Twin twin) => DateOnly.FromDayNumber(
        (twin.Household.First.DayNumber + twin.Household.End.DayNumber) / 2);
}
