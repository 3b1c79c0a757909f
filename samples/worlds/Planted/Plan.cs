using System.Globalization;
using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Histories;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Lives;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Planted;

/// <summary>A planted event as it was booked.</summary>
internal sealed record PlantedEvent(string Id, PlantedKind Kind, int Household, IReadOnlyList<Entry> Lines);

/// <summary>Chooses households and days, plants an event in each, and keeps those that became one.</summary>
internal sealed class Plan(Simulation simulation, Country country, ulong seed)
{
    // Of a stream no household has.
    private const ulong PlanStream = ulong.MaxValue, RingStream = ulong.MaxValue / 2;

    private static readonly Sort[] Kinds =
    [
        new(PlantedKind.Scam, 20, 1, Scams.Once),
        new(PlantedKind.ScamRepeated, 19, 3, Scams.Repeated),
        new(PlantedKind.Takeover, 16, 2, Takeovers.Takeover),
        new(PlantedKind.Drain, 11, 2, Takeovers.Drain),
        new(PlantedKind.Mule, 13, 4, Mules.Mule),
        new(PlantedKind.BustOut, 5, 6, FirstParty.BustOut),
        new(PlantedKind.Stacking, 8, 6, FirstParty.Stacking),
        new(PlantedKind.CardTheft, 8, 4, CardThefts.CardTheft),
    ];

    private readonly Seeded _seeded = new(seed, PlanStream);

    /// <summary>Replaces histories by those with an event, until there are that many events or lines.</summary>
    public List<PlantedEvent> Plant(History[] histories, int eventsMax, int linesMax)
    {
        var events = new List<PlantedEvent>();
        var (lines, kind) = (0, Draw());
        foreach (var number in Shuffled(histories.Length))
        {
            if (events.Count >= eventsMax || lines >= linesMax)
            {
                break;
            }

            // A kind waits for a household that it suits, so that rare ones come, too.
            if (TryPlant(number, events.Count, kind) is var (history, planted))
            {
                kind = Draw();
                histories[number] = history;
                events.Add(planted);
                lines += planted.Lines.Count;
            }
        }

        return events;
    }

    private (History History, PlantedEvent Event)? TryPlant(int number, int count, Sort kind)
    {
        var seeded = simulation.PlantedIn(number);
        var id = string.Create(CultureInfo.InvariantCulture, $"{country.Code}-E{count + 1:D4}");
        var household = simulation.Household(number);
        var member = household.Members[seeded.Below(household.Members.Count)];
        for (var attempt = 0; attempt < Limits.AttemptsMax; attempt++)
        {
            if (Day(household, member, kind.Kind, seeded) is not { } day)
            {
                return null;
            }

            var stream = new Seeded(seeded.Next());
            var history = simulation.Run(number, (made, meant) =>
            {
                kind.Write(new Scene(made, made.Members.First(each => each.Id == member.Id), day, id, meant)
                {
                    Seeded = stream,
                    Ring = FirstPayments.Payee(country, new Seeded(seed, RingStream + (ulong)(count / 40))),
                });
                return meant;
            });
            var lines = history.Entries
                .Where(static entry => entry.Movement is { Event: not null, Supports: false }).ToList();
            if (lines.Count >= kind.LinesMin)
            {
                return (history, new PlantedEvent(id, kind.Kind, number, lines));
            }
        }

        return null;
    }

    /// <summary>A day when the account has some months behind it.</summary>
    private static DateOnly? Day(Household household, Member member, PlantedKind kind, Seeded seeded)
    {
        var earliest = member.Main.Opened.AddDays(120) is var known && known > household.First.AddDays(120)
            ? known : household.First.AddDays(120);
        var latest = household.End.AddDays(kind is PlantedKind.Stacking ? -80 : -30);
        var suits = kind switch
        {
            PlantedKind.BustOut => member.Main.Overdraft > member.Income / 2,
            PlantedKind.Mule => member.Life is not (Life.HighEarner or Life.Business),
            _ => true,
        };
        return suits && earliest < latest
            ? earliest.AddDays(seeded.Below(latest.DayNumber - earliest.DayNumber)) : null;
    }

    private Sort Draw()
    {
        var at = _seeded.Below(Kinds.Sum(static kind => kind.Weight));
        return Kinds.First(kind => (at -= kind.Weight) < 0);
    }

    private int[] Shuffled(int count)
    {
        var numbers = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var other = _seeded.Below(i + 1);
            (numbers[i], numbers[other]) = (numbers[other], numbers[i]);
        }

        return numbers;
    }

    /// <param name="LinesMin">With fewer lines it did not become an event: the account was empty.</param>
    private sealed record Sort(PlantedKind Kind, int Weight, int LinesMin, Action<Scene> Write);
}
