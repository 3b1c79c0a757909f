using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Households;

/// <summary>What a customer owes each month, until no more fits into the income.</summary>
internal sealed class DutyDraw(Country country, Person person, Life life, long income, Seeded seeded)
{
    private readonly List<Duty> _duties = [];

    private long Monthly => _duties.Sum(static duty => duty.Minor);

    /// <param name="first">First day of the window.</param>
    /// <param name="months">Length of the window.</param>
    public List<Duty> Draw(DateOnly first, int months)
    {
        var free = life is Life.Student or Life.AtHome;
        Home();
        Bills(free);
        if (!free)
        {
            Loans(first, months);
        }

        Trouble(first, months);
        return _duties;
    }

    private void Home()
    {
        var (low, high) = country.RentShare;
        var rent = Round(income * seeded.Between(low, high) / 100, 1_000);
        var day = (int)seeded.Between(1, 5);
        switch (seeded.Below(100))
        {
            case < 48 when life is not Life.AtHome:
                var firm = seeded.Chance(400);
                var landlord = firm
                    ? Firms.One(country, "landlords.firms", seeded)
                    : Party.Of(country, country.Persons.DrawNear(seeded, person.Community));
                Add(Use.Rent, landlord, rent, day,
                    firm && seeded.Chance(600) ? Way.Debit : Way.Standing, "rent", seeded.Pick(Memos("rent")));
                break;
            case < 74 when life is not (Life.Student or Life.Benefits or Life.AtHome or Life.Pensioner):
                Add(Use.Mortgage, Firms.Lender(country, "mortgage", seeded),
                    (rent * 11 / 10) + seeded.Below(1_000), day, Way.Debit, "mortgage");
                break;
        }
    }

    private void Bills(bool free)
    {
        if (free && !_duties.Any(static duty => duty.Use == Use.Rent))
        {
            Add(Use.Telecom, Firms.One(country, "telecom", seeded), Of(6, 14), 18, Way.Debit, "telecom");
            return;
        }

        Add(Use.Energy, Firms.One(country, "energy", seeded), Of(32, 62), (int)seeded.Between(3, 25), Way.Debit,
            "energy", swing: country.Code == "DE" ? 0 : 18);
        Add(Use.Water, Firms.One(country, "water", seeded), Of(6, 17), (int)seeded.Between(3, 25), Way.Debit, "water",
            swing: 12);
        Add(Use.Telecom, Firms.One(country, "telecom", seeded), Of(12, 30), (int)seeded.Between(5, 26), Way.Debit,
            "telecom");
        Fits(650, Use.Insurance, Firms.One(country, "insurance", seeded), Of(14, 44), Way.Debit, "insurance");
        Fits(country.Code == "GB" ? 800 : 250, Use.Tax, Firms.One(country, "tax", seeded), Of(35, 68), Way.Debit,
            "tax");
        Fits(220, Use.Gym, Firms.One(country, "gym", seeded), Of(9, 20), Way.Debit, "gym");
        Fits(600, Use.Streaming, Firms.One(country, "streaming", seeded), Of(5, 9), Way.Debit, "streaming");
    }

    private void Loans(DateOnly first, int months)
    {
        Fits(life == Life.Pensioner ? 60 : 340, Use.Car, Firms.Lender(country, "car", seeded), Of(75, 160), Way.Debit,
            "car");
        Fits(life == Life.Pensioner ? 0 : 200, Use.Student, Firms.Lender(country, "student", seeded), Of(15, 55),
            Way.Debit, "student");
        if (seeded.Chance(430))
        {
            var full = seeded.Chance(550);
            var amount = full ? income * seeded.Between(8, 24) / 100 : Of(12, 40);
            Fits(1_000, Use.Card, Firms.Lender(country, "card", seeded), amount, Way.Debit, "card", full ? 45 : 4);
        }

        for (var loan = 1; loan <= 2 && seeded.Chance(loan == 1 ? 300 : 200); loan++)
        {
            Loan(loan, first, months);
        }

        Fits(life == Life.Pensioner ? 10 : 45, Use.Maintenance,
            Party.Of(country, country.Persons.DrawNear(seeded, person.Community)), Of(80, 190), Way.Standing,
            "maintenance");
    }

    /// <summary>Half of the loans run from before; the others are paid out within the window.</summary>
    private void Loan(int number, DateOnly first, int months)
    {
        var latest = Math.Max(21, (months - 2) * 30);
        var paidOut = seeded.Chance(500) ? first.AddDays((int)seeded.Between(20, latest)) : first;
        var instalment = Of(50, 150);
        if (Monthly + instalment > income * 60 / 100)
        {
            return;
        }

        var term = (int)seeded.Between(12, 60);
        var left = paidOut == first ? (int)seeded.Between(3, term) : term;
        _duties.Add(new Duty
        {
            Use = Use.Loan,
            Party = Firms.Lender(country, "loan", seeded),
            Minor = instalment,
            Day = (int)seeded.Between(1, 28),
            Way = Way.Debit,
            Stream = $"loan{number}",
            From = paidOut,
            Until = paidOut.AddMonths(left + 1),
            PaidOut = paidOut == first ? 0 : Round(instalment * term * 85 / 100, 10_000),
        });
    }

    private void Trouble(DateOnly first, int months)
    {
        if (seeded.Chance(life == Life.Benefits ? 180 : 45))
        {
            var from = first.AddMonths((int)seeded.Between(0, Math.Max(1, months - 4)));
            _duties.Add(new Duty
            {
                Use = Use.Collector,
                Party = Firms.One(country, "collectors", seeded),
                Minor = Round(Of(10, 50), 500),
                Day = (int)seeded.Between(1, 28),
                Way = seeded.Chance(500) ? Way.Debit : Way.Standing,
                Stream = "collector",
                From = from,
                Until = from.AddMonths((int)seeded.Between(4, 24)),
            });
        }
    }

    /// <summary>
    /// Per mille of the country's middle income: bills do not grow with the income as fast as it does.
    /// </summary>
    private long Of(long low, long high)
    {
        var level = (country.Income + income) / 2;
        return Math.Max(300, level * seeded.Between(low, high) / 1_000);
    }

    private void Fits(
        int perMille, Use use, Party party, long minor, Way way, string stream, int swing = 0)
    {
        if (seeded.Chance(perMille) && Monthly + minor < income * 60 / 100)
        {
            Add(use, party, minor, (int)seeded.Between(1, 28), way, stream, swing: swing);
        }
    }

    private void Add(
        Use use, Party party, long minor, int day, Way way, string stream, string memo = "", int swing = 0) =>
        _duties.Add(new Duty
        {
            Use = use,
            Party = party,
            Minor = minor,
            Day = day,
            Way = way,
            Memo = memo,
            Stream = stream,
            Swing = swing,
        });

    private string[] Memos(string name) => country.Data.Items("memos." + name);

    private static long Round(long minor, long step) => Math.Max(step, minor / step * step);
}
