using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Lives;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Planted;

/// <summary>Where an event happens: an account, a day, and what its owner means to do anyway.</summary>
internal sealed class Scene(
    Household household, Member member, DateOnly day, string id, List<Movement> meant)
{
    public required Seeded Seeded { get; init; }

    /// <summary>A payee that several events of the world have in common.</summary>
    public required Party Ring { get; init; }

    public Country Country => household.Country;

    public Member Member => member;

    public DateOnly Day => day;

    public List<Movement> Meant => meant;

    /// <summary>A payment to a new payee, as honest ones are, of a share of what is there.</summary>
    public void Pay(DateTime at, Party payee, string memo, Func<long, long> decide, string? device = null) =>
        Add(FirstPayments.To(Country, member, at, 0, Seeded) with
        {
            Party = payee,
            Memo = memo,
            Decide = decide,
            Device = device ?? member.DeviceOn(at),
        });

    /// <summary>A share of what is there, or nothing if that is little for this customer.</summary>
    public Func<long, long> Share(long percent, int leastPercentOfIncome)
    {
        var rounding = new Seeded(Seeded.Next());
        return there =>
        {
            var minor = FirstPayments.Rounded(Math.Max(100, there * percent / 100), rounding);
            return there <= 0 || minor > there || minor < member.Income * leastPercentOfIncome / 100 ? 0 : minor;
        };
    }

    public void Add(Movement movement) => meant.Add(movement with { Event = id });

    /// <summary>Lines that belong to the event but are nothing to be alarmed about by themselves.</summary>
    public void Support(Movement movement) => meant.Add(movement with { Event = id, Supports = true });

    /// <summary>Savings are moved to the current account, most of them.</summary>
    public void FundFromSavings(DateTime at, string? device = null)
    {
        if (member.Savings is not { } savings)
        {
            return;
        }

        var percent = Seeded.Between(50, 97);
        Support(new Movement
        {
            At = at,
            Account = savings,
            Credit = false,
            Minor = 0,
            Party = member.Main.Holder,
            Use = Use.Own,
            Way = Way.Internal,
            Memo = Seeded.Pick(Country.Data.Items("memos.own")),
            Stream = "own",
            Other = member.Main,
            Device = device ?? member.DeviceOn(at),
            Decide = there => there * percent / 100 / 5_000 * 5_000,
        });
    }

    public Party Payee() => FirstPayments.Payee(Country, Seeded);

    public string Memo() =>
        Memos.Fill(Seeded.Pick(Country.Data.Items("memos.first")), Country, day, Seeded);

    /// <summary>From that day on the account is closed.</summary>
    public void Abandon(DateOnly from) => meant.RemoveAll(each =>
        DateOnly.FromDateTime(each.At) >= from && (each.Account == member.Main || each.Other == member.Main));

    /// <summary>The money that the owner lives on goes elsewhere from that day on.</summary>
    public void EndIncome(DateOnly from) => meant.RemoveAll(each =>
        each.Credit && each.Account == member.Main && DateOnly.FromDateTime(each.At) >= from && each.Kind.IsEarned());
}
