using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>What a member means to do in the window, as the generators of lives write it down.</summary>
internal sealed class Diary(Household household, Member member)
{
    public List<Movement> Movements { get; } = [];

    public Household Household => household;

    public Member Member => member;

    public Country Country => household.Country;

    public BankCalendar Calendar => household.Country.Calendar;

    public DateOnly First => household.First;

    public DateOnly End => household.End;

    public IEnumerable<DateOnly> Months
    {
        get
        {
            for (var month = First; month < End; month = month.AddMonths(1))
            {
                yield return month;
            }
        }
    }

    public Movement In(DateTime at, long minor, Party party, Use use, Way way, string memo, string stream) =>
        Add(new Movement
        {
            At = at,
            Account = member.Main,
            Credit = true,
            Minor = minor,
            Party = party,
            Use = use,
            Way = way,
            Memo = memo,
            Stream = stream,
        });

    public Movement Out(DateTime at, long minor, Party party, Use use, Way way, string memo = "", string stream = "") =>
        Add(new Movement
        {
            At = at,
            Account = member.Main,
            Credit = false,
            Minor = minor,
            Party = party,
            Use = use,
            Way = way,
            Memo = memo,
            Stream = stream,
        });

    /// <summary>Writes a movement down, with the telephone it is made with if it is made with one.</summary>
    public Movement Add(Movement movement)
    {
        var handy = movement is { Credit: false, Device: null, Way: Way.Transfer or Way.Online or Way.Internal };
        var written = handy ? movement with { Device = DeviceAt(movement.At) } : movement;
        if (written.Minor > 0 || written.Decide is not null)
        {
            Movements.Add(written);
        }

        return written;
    }

    /// <summary>One's telephone; in one payment of thirty a browser that keeps nothing, new each time.</summary>
    private string DeviceAt(DateTime at)
    {
        var seeded = new Seeded((ulong)at.Ticks, (ulong)household.Number);
        return seeded.Chance(33) ? HouseholdDraw.NewDevice(Country, seeded) : member.DeviceOn(at);
    }

    public string Memo(string name, Seeded seeded) => seeded.Pick(Country.Data.Items("memos." + name));

    /// <summary>One of the shops of that use, one of its branches.</summary>
    public Party Shop(string use, Seeded seeded) => Party.Of(seeded.Pick(Country.Shops(use)), seeded.Below(400));
}
