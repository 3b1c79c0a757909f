using System.Text.Json;
using OrleansRisk.Samples.Worlds.Files;
using OrleansRisk.Samples.Worlds.Money;
using OrleansRisk.Samples.Worlds.Planted;

namespace OrleansRisk.Worlds.Tests;

/// <summary>
/// Nothing in a single field gives a planted line away: what differs is its relation to the account.
/// </summary>
public sealed class TellsTests
{
    private static readonly string[] Fields =
        ["counterparty", "description", "category", "mcc", "channel", "country", "device", "currency", "direction"];

    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Values_OfEveryField_AreNotMostlyPlanted(string country)
    {
        var rings = Rings(country);
        foreach (var (field, value, lines, events) in Values(country))
        {
            // A value that one event has to itself is as an honest payee's, and two may meet by chance.
            Assert.True(events < 3 || lines.Planted * 2 < lines.All || IsRing(value),
                $"{field} {value}: {lines.Planted} of {lines.All} lines are planted, in {events} events");
        }

        bool IsRing(string value) =>
            rings.Any(ring => value.Contains(
                ring[..Math.Min(18, ring.Length)], StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Payees_OfOneAccountAlone_AreAsFrequentAmongHonestFirstPayments(string country)
    {
        var accounts = Made.Lines(country).GroupBy(static entry => entry.Movement.Party.Name).ToDictionary(
            static name => name.Key, static name => name.Select(static entry => entry.Account.Id).Distinct().Count());
        var (planted, honest) = (Alone(First(country, planted: true)), Alone(First(country, planted: false)));

        Assert.InRange(planted, honest - 20, honest + 20);

        double Alone(IEnumerable<Entry> entries)
        {
            var payees = entries.Select(static entry => (entry.Account.Id, entry.Movement.Party.Name)).ToHashSet();
            return payees.Count(payee => accounts[payee.Name] == 1) * 100.0 / payees.Count;
        }
    }

    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Devices_UsedInAFewLines_AreMostlyHonest(string country)
    {
        var devices = Made.Lines(country).Where(static entry => entry.Movement.Device is not null)
            .GroupBy(static entry => entry.Movement.Device).Where(static device => device.Count() <= 6)
            .SelectMany(static device => device).ToList();

        Assert.InRange(devices.Count(IsPlanted) * 100.0 / devices.Count, 0, 20);
    }

    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void AmountsAndHours_OfPlantedPayments_OverlapWithHonestFirstPayments(string country)
    {
        var (planted, honest) = (First(country, planted: true), First(country, planted: false));

        Assert.InRange(Auc(planted, honest, static entry => entry.Movement.At.Hour), 0.4, 0.6);
        Assert.InRange(Auc(planted, honest, static entry => entry.Movement.Minor), 0.5, 0.84);
        var least = Made.World(country).Country.Income / 10;
        Assert.InRange(Auc(planted.Where(Large), honest.Where(Large), static entry => entry.Movement.Minor), 0.4, 0.78);

        // Of payments as large as those that are planted, most are honest.
        var large = honest.Count(static entry => entry.Movement.Minor > 100_000);
        Assert.True(large > 2 * planted.Count(static entry => entry.Movement.Minor > 100_000));

        bool Large(Entry entry) => entry.Movement.Minor > least;
    }

    private static IEnumerable<(string Field, string Value, (int Planted, int All) Lines, int Events)> Values(
        string country)
    {
        var entries = Made.Lines(country);
        var texts = Made.Texts(country);
        var values = new Dictionary<(string Field, string Value), (int Planted, int All, HashSet<string>? Events)>();
        for (var i = 0; i < texts.Length; i++)
        {
            using var line = JsonDocument.Parse(texts[i]);
            foreach (var field in Fields.Where(field => line.RootElement.TryGetProperty(field, out _)))
            {
                Count(field, line.RootElement.GetProperty(field).GetString()!, entries[i]);
            }

            Count("hour", $"{entries[i].Movement.At.Hour}", entries[i]);
            Count("amount", line.RootElement.GetProperty("amount").GetString()!, entries[i]);
        }

        return values.Select(static each =>
            (each.Key.Field, each.Key.Value, (each.Value.Planted, each.Value.All), each.Value.Events?.Count ?? 0));

        void Count(string field, string value, Entry entry)
        {
            var (planted, all, events) = values.GetValueOrDefault((field, value));
            if (IsPlanted(entry))
            {
                planted++;
                (events ??= []).Add(entry.Movement.Event!);
            }

            values[(field, value)] = (planted, all + 1, events);
        }
    }

    /// <summary>Payees that several mules share on purpose.</summary>
    private static List<string> Rings(string country) =>
    [
        .. Made.World(country).Events.Where(static planted => planted.Kind == PlantedKind.Mule)
            .SelectMany(static planted => planted.Lines.Select(line => (planted.Id, line.Movement.Party.Name)))
            .Distinct()
            .GroupBy(static each => each.Name).Where(static name => name.Count() > 1).Select(static name => name.Key),
    ];

    private static List<Entry> First(string country, bool planted) =>
    [
        .. Made.Lines(country).Where(entry => entry.Movement is { Use: Use.First, Credit: false }
            && (planted ? IsPlanted(entry) : entry.Movement.Event is null)),
    ];

    private static bool IsPlanted(Entry entry) => entry.Movement is { Event: not null, Supports: false };

    /// <summary>How often a planted one is above an honest one; ties count half.</summary>
    private static double Auc(IEnumerable<Entry> planted, IEnumerable<Entry> honest, Func<Entry, long> value)
    {
        var (high, low) = (planted.Select(value).ToList(), honest.Select(value).Order().ToList());
        return high.Average(each => (Below(each) + Below(each + 1)) / 2.0) / low.Count;

        int Below(long limit)
        {
            var (from, until) = (0, low.Count);
            while (from < until)
            {
                var middle = (from + until) / 2;
                (from, until) = low[middle] < limit ? (middle + 1, until) : (from, middle);
            }

            return from;
        }
    }
}
