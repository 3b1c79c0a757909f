using OrleansRisk.Samples.Worlds;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Files;
using OrleansRisk.Samples.Worlds.Planted;

namespace OrleansRisk.Worlds.Tests;

public sealed class PlantedTests
{
    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Plant_OrdinaryRate_GivesOneEventForTenCustomers(string country)
    {
        var world = Made.World(country);

        Assert.Equal(40, world.Events.Count);
        Assert.Equal(40, world.Events.Select(static planted => planted.Household).Distinct().Count());
        Assert.True(world.Events.Select(static planted => planted.Kind).Distinct().Count() >= 7);
        Assert.All(world.Events, planted => Assert.Equal(
            planted.Lines.Select(LineFile.Id),
            world.Histories[planted.Household].Entries
                .Where(entry => entry.Movement.Event == planted.Id && !entry.Movement.Supports).Select(LineFile.Id)));
    }

    [Fact]
    public void Plant_AllWorldsTogether_HaveEveryKind() => Assert.Equal(
        Enum.GetValues<PlantedKind>(),
        Country.Codes.SelectMany(static code => Made.World(code).Events)
            .Select(static planted => planted.Kind).Distinct().Order());

    [Fact]
    public void Plant_RateNone_LeavesEveryOtherHouseholdAsItIs()
    {
        var (plain, planted) = (Made.Of("my", customers: 60, months: 12, rate: Rate.None),
            Made.Of("my", customers: 60, months: 12));
        var changed = planted.Events.Select(static each => each.Household).ToHashSet();

        Assert.Empty(plain.Events);
        Assert.NotEmpty(changed);
        Assert.All(plain.Histories.SelectMany(static history => history.Entries), static entry =>
            Assert.Null(entry.Movement.Event));
        for (var number = 0; number < plain.Histories.Count; number++)
        {
            Assert.NotEqual(changed.Contains(number), Balances(plain, number).SequenceEqual(Balances(planted, number)));
        }
    }

    private static IEnumerable<(string Id, long Balance)> Balances(World world, int number) =>
        world.Histories[number].Entries.Select(static entry => (LineFile.Id(entry), entry.Balance));

    [Fact]
    public void Plant_RareRate_GivesOneLineInTenThousand()
    {
        var world = Made.Of("gb", customers: 300, rate: Rate.Rare);
        var wanted = world.Histories.Sum(static history => history.Entries.Count) / 10_000;

        // The last event may bring more lines than were missing.
        Assert.InRange(world.Events.Sum(static planted => planted.Lines.Count), wanted, wanted + 30);
    }

    [Fact]
    public void Drain_EveryLine_ReadsLikeOwnMoney()
    {
        var drains = Country.Codes.SelectMany(static code => Made.World(code).Events
            .Where(static planted => planted.Kind == PlantedKind.Drain)
            .SelectMany(planted => planted.Lines.Select(line => (code, line)))).ToList();

        Assert.NotEmpty(drains);
        Assert.All(drains, static drain => Assert.Contains(
            drain.line.Movement.Memo, Made.World(drain.code).Country.Data.Items("memos.own")));
    }

    [Fact]
    public void Mule_EveryEvent_PassesOnWhatCameIn() => Assert.All(
        Country.Codes.SelectMany(static code => Made.World(code).Events)
            .Where(static planted => planted.Kind == PlantedKind.Mule), static planted =>
        {
            var sums = planted.Lines.ToLookup(
                static line => line.Movement.Credit, static line => line.Movement.Minor);
            Assert.InRange(sums[false].Sum() * 100 / sums[true].Sum(), 50, 101);
        });
}
