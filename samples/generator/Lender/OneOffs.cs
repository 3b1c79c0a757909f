using static OrleansRisk.Samples.Generator.Lender.Movement;

namespace OrleansRisk.Samples.Generator.Lender;

/// <summary>
/// What happens once to honest people, too: a first payment to somebody, now and then a large one, and days abroad.
/// Drawn from a stream of its own, by the lists that planted lines are drawn by: no name or country is only planted.
/// </summary>
internal sealed class OneOffs(Household household, ulong seed)
{
    private const ulong Streams = 1_000;
    private readonly Seeded _seeded = new(seed, Streams + (ulong)household.Number);
    private string _country = Names.Abroad[0];
    private int _daysAbroad;

    public List<Movement> Of(DateOnly day)
    {
        var movements = new List<Movement>();
        if (_seeded.Chance(14))
        {
            Pay(_seeded.Skewed(5, 140), Names.Person(_seeded));
        }

        if (_seeded.Chance(3))
        {
            Pay(_seeded.Between(150, 900), _seeded.Chance(500) ? Names.Person(_seeded) : _seeded.Pick(Names.Trades));
        }

        if (_daysAbroad == 0 && _seeded.Chance(2))
        {
            (_country, _daysAbroad) = (_seeded.Pick(Names.Abroad), (int)_seeded.Between(2, 6));
        }

        for (var visit = _daysAbroad > 0 ? _seeded.Between(1, 3) : 0; visit > 0; visit--)
        {
            movements.Add(Out(
                At(8, 23), household.Income * _seeded.Skewed(3, 110) / 1_000, _seeded.Pick(Names.ShopsAbroad),
                Category.Shopping, "card") with
            { Country = _country });
        }

        _daysAbroad = Math.Max(0, _daysAbroad - 1);
        var quiet = household.Number is Stories.JobLoss or Stories.Stacking or Stories.Bounced;
        return quiet || day == LenderSample.First ? [] : movements;

        void Pay(long perMille, string to) => movements.Add(Out(
            At(8, 23), household.Income * perMille / 1_000, to, Category.Transfer, "duitnow"));

        int At(int from, int until) => (int)_seeded.Bell(from * 60, (until * 60) - 1) * 60;
    }
}
