using System.Globalization;
using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Households;

/// <summary>Draws households; everything about one comes from its own stream.</summary>
/// <param name="first">First day of the window.</param>
/// <param name="months">Length of the window.</param>
internal sealed class HouseholdDraw(Country country, DateOnly first, int months)
{
    private static readonly Life[] Couples =
        [Life.Salaried, Life.ShortPay, Life.Public, Life.Variable, Life.TwoJobs, Life.HighEarner, Life.Gig];

    private readonly Weighted _lives = new(country.Data.Items("lives"));

    public Household Draw(int number, Seeded seeded)
    {
        var life = LifeOf(_lives.Draw(seeded));
        var couple = Couples.Contains(life) && seeded.Chance(110);
        var lives = couple ? new[] { life, seeded.Pick(Couples) } : [life];
        var ids = lives.Select((_, place) => Id(number, place)).ToArray();
        var persons = new List<Person> { country.Persons.Draw(seeded) };
        if (couple)
        {
            persons.Add(country.Persons.Draw(seeded, persons[0].Community) with { Father = persons[0].Father });
        }

        var joint = couple ? Joint(number, ids, persons[0], seeded) : null;
        var members = lives.Select((each, place) =>
            DrawMember(ids[place], persons[place], each, place == 0, joint, seeded)).ToList();
        return new Household(number, country, members, first, first.AddMonths(months));
    }

    private Member DrawMember(string id, Person person, Life life, bool payer, Account? joint, Seeded seeded)
    {
        var income = IncomeOf(life, seeded);
        var habits = Habits.Draw(country, person, life, first, months, seeded);
        var duties = payer || joint is null
            ? new DutyDraw(country, person, life, income, seeded).Draw(first, months)
            : [];
        var main = Main(id, person, life, income, seeded);
        var here = habits.SavesPercent > 0 && seeded.Chance(620);
        return new Member
        {
            Id = id,
            Person = person,
            Life = life,
            Income = income,
            Main = main,
            Savings = here ? Savings(main, income * seeded.Skewed(20, 700) / 100) : null,
            Joint = joint,
            Elsewhere = (habits.SavesPercent > 0 && !here) || seeded.Chance(180)
                ? ElsewhereOf(main, seeded) : null,
            Habits = habits,
            Duties = duties,
            Living = LivingOf(life, income, habits, duties),
            Devices = DevicesOf(seeded),
        };
    }

    private static long LivingOf(Life life, long income, Habits habits, IReadOnlyList<Duty> duties)
    {
        var costs = life == Life.Business ? income * 35 / 100 : 0;
        var kept = income * (habits.SavesPercent + habits.GamblesPercent) / 100;
        var left = income - costs - kept - duties.Sum(static duty => duty.Minor)
            - (income * habits.GivesPerMille / 1_000);
        return Math.Max(income / 6, left * 94 / 100);
    }

    private long IncomeOf(Life life, Seeded seeded)
    {
        var percent = life switch
        {
            Life.Salaried => seeded.Skewed(65, 200),
            Life.ShortPay => seeded.Bell(55, 110),
            Life.Public => seeded.Bell(80, 145),
            Life.Variable => seeded.Bell(70, 180),
            Life.TwoJobs => seeded.Bell(60, 115),
            Life.Gig => seeded.Bell(45, 105),
            Life.Contractor => seeded.Bell(80, 220),
            Life.Business => seeded.Bell(90, 240),
            Life.Pensioner => seeded.Bell(40, 100),
            Life.Benefits => seeded.Bell(34, 60),
            Life.Student => seeded.Bell(22, 48),
            Life.Seasonal => seeded.Bell(60, 95),
            Life.Parental or Life.JobLost => seeded.Bell(70, 140),
            Life.AtHome => seeded.Bell(22, 45),
            _ => seeded.Bell(250, 480),
        };
        return ((country.Income * percent / 100) + seeded.Below(5_000)) / 100 * 100;
    }

    private Account Main(string id, Person person, Life life, long income, Seeded seeded)
    {
        var young = seeded.Chance(100);
        var overdraft = life is not (Life.Student or Life.Benefits) && seeded.Chance(country.OverdraftPerMille)
            ? income * (country.Code == "DE" ? seeded.Between(100, 280) : seeded.Between(15, 120)) / 100 / 10_000
                * 10_000
            : 0;
        return new Account
        {
            Id = id + "-1",
            Product = Product.Current,
            Customers = [id],
            Holder = Party.Of(country, person),
            Opened = young
                ? first.AddDays((int)seeded.Between(10, (months * 30) - 90 > 10 ? (months * 30) - 90 : 11))
                : first.AddDays(-(int)seeded.Between(200, 6_000)),
            Opening = young ? 0 : income * seeded.Skewed(10, 200) / 100,
            Overdraft = overdraft,
            LivesInOverdraft = seeded.Chance(230),
            CarePercent = CareOf(seeded),
            SendsBalances = seeded.Chance(760),
            PrintKey = id,
        };
    }

    /// <summary>Eight in ten keep back what their bills need, and one in twenty hardly thinks of them.</summary>
    private static int CareOf(Seeded seeded) => seeded.Below(20) switch
    {
        < 16 => 105,
        < 19 => (int)seeded.Between(55, 95),
        _ => (int)seeded.Between(0, 40),
    };

    private static Account Savings(Account main, long opening) => main with
    {
        Id = main.Customers[0] + "-2",
        Product = Product.Savings,
        Opening = opening / 1_000 * 1_000,
        Overdraft = 0,
    };

    private Account Joint(int number, IReadOnlyList<string> owners, Person person, Seeded seeded) => new()
    {
        Id = Id(number, 0) + "-3",
        Product = Product.Joint,
        Customers = owners,
        Holder = Party.Of(country, person),
        Opened = first.AddDays(-(int)seeded.Between(200, 4_000)),
        Opening = country.Income * seeded.Between(10, 90) / 100,
        SendsBalances = seeded.Chance(760),
        PrintKey = Id(number, 0),
    };

    /// <summary>One's own account at another bank is printed with one's own name, or with the bank's.</summary>
    private Party ElsewhereOf(Account main, Seeded seeded) => seeded.Chance(650)
        ? main.Holder
        : new Party(seeded.Pick(country.Data.Items("banks.elsewhere")));

    private List<(DateOnly From, string Id)> DevicesOf(Seeded seeded)
    {
        var devices = new List<(DateOnly From, string Id)> { (DateOnly.MinValue, NewDevice(country, seeded)) };
        for (var month = first.AddMonths(1); month < first.AddMonths(months); month = month.AddMonths(1))
        {
            if (seeded.Chance(32))
            {
                devices.Add((month.AddDays(seeded.Below(28)), NewDevice(country, seeded)));
            }
        }

        return devices;
    }

    public static string NewDevice(Country country, Seeded seeded) => string.Create(
        CultureInfo.InvariantCulture, $"{seeded.Pick(country.Phones)}-{seeded.Next() & 0xFFFFFF:x6}");

    private string Id(int number, int place) =>
        string.Create(CultureInfo.InvariantCulture, $"{country.Code}-{number + 1:D5}{(char)('A' + place)}");

    private static Life LifeOf(string word) =>
        Enum.GetValues<Life>().First(life => Words.Of(life) == word);
}
