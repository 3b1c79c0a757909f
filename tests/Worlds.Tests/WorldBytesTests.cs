using System.Security.Cryptography;
using OrleansRisk.Samples.Worlds;

namespace OrleansRisk.Worlds.Tests;

public sealed class WorldBytesTests
{
    /// <summary>
    /// These change with each edit of the generator or its data. An edit is listed in RUBRIC.md with its reason; that a
    /// score came out badly is none.
    /// </summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["my"] = "be44ba0edf323127",
        ["gb"] = "ba54de26c24fa0dc",
        ["de"] = "785e1cb07674a391",
    };

    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Make_CommittedSeed_GivesTheKnownBytes(string country)
    {
        var world = Made.Of(country, customers: 60, months: 12);

        Assert.Equal(Known[country], Convert.ToHexStringLower(SHA256.HashData(Made.Bytes(world)))[..16]);
    }

    [Fact]
    public void Make_SameOptions_GivesTheSameFiles()
    {
        var (one, two) = (Files(), Files());

        Assert.Equal(one.Keys, two.Keys);
        Assert.All(one, file => Assert.Equal(file.Value, two[file.Key]));

        static Dictionary<string, byte[]> Files()
        {
            var folder = Directory.CreateTempSubdirectory().FullName;
            WorldFolder.Write(Made.Of("gb", customers: 30, months: 8), folder, default);
            var files = Directory.GetFiles(folder).Order().ToDictionary(
                static path => Path.GetFileName(path), File.ReadAllBytes);
            Directory.Delete(folder, recursive: true);
            return files;
        }
    }

    [Fact]
    public void Make_OtherSeed_GivesOtherBytes() => Assert.NotEqual(
        Made.Bytes(Made.Of("de", 1, 20, 6)), Made.Bytes(Made.Of("de", 2, 20, 6)));
}
