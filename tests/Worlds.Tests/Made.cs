using System.Collections.Concurrent;
using System.Text;
using OrleansRisk.Samples.Worlds;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Files;
using OrleansRisk.Samples.Worlds.Money;
using OrleansRisk.Samples.Worlds.Planted;

namespace OrleansRisk.Worlds.Tests;

/// <summary>Worlds that several tests look at, each made once.</summary>
internal static class Made
{
    private static readonly Dictionary<string, Lazy<World>> Worlds = Country.Codes.ToDictionary(
        static code => code, static code => new Lazy<World>(() => Of(code)));

    private static readonly ConcurrentDictionary<string, List<Entry>> AllLines = [];
    private static readonly ConcurrentDictionary<string, string[]> AllTexts = [];

    public static TheoryData<string> Countries => [.. Country.Codes];

    /// <summary>400 customers with ordinary plants.</summary>
    public static World World(string country) => Worlds[country].Value;

    /// <summary>The lines of <see cref="World"/>, in order.</summary>
    public static List<Entry> Lines(string country) =>
        AllLines.GetOrAdd(country, static code => LineFile.InOrder(World(code).Histories));

    /// <summary>The same as they are sent.</summary>
    public static string[] Texts(string country) =>
        AllTexts.GetOrAdd(country, static code => Texts(World(code), Left.Nothing));

    public static string[] Texts(World world, Left left) =>
        Encoding.UTF8.GetString(Bytes(world, left)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static World Of(
        string country, ulong seed = Samples.Worlds.World.DefaultSeed, int customers = 400, int months = 18,
        Rate rate = Rate.Ordinary) => Samples.Worlds.World.Make(new WorldOptions
        {
            Country = country,
            Seed = seed,
            Customers = customers,
            Months = months,
            Rate = rate,
        });

    public static byte[] Bytes(World world, Left left = Left.Nothing)
    {
        var bytes = new MemoryStream();
        new LineFile(world.Country, new Printer(world.Country, world.Seed), left)
            .Write(LineFile.InOrder(world.Histories), bytes);
        return bytes.ToArray();
    }
}
