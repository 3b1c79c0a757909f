using System.Security.Cryptography;
using OrleansRisk.Samples.Generator.Load;

namespace OrleansRisk.Samples.Tests;

public sealed class LoadTests
{
    private static readonly Template[] Templates =
        CardTemplates.Read(Repository.At("samples", "cards", "transactions.csv.gz"));

    private static LoadRequest Request(int accounts = 2_000, long transactions = 20_000, int zipfHalves = 2) =>
        new(accounts, transactions, 42, zipfHalves, 90, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Lines_SameSeed_GiveThePinnedBytes()
    {
        // Pinned: a benchmark's load must be the same on every machine, and next year.
        Assert.Equal("b4704d646c4f52fbd218c9faa1de8e9fe3d76625d653094906718a6ea440a0c3", Hash(Request()));
    }

    [Fact]
    public void Lines_OtherSeed_GiveOtherBytes() => Assert.NotEqual(Hash(Request()),
        Hash(Request() with { Seed = 43 }));

    [Fact]
    public void Items_InOrder_SpreadOverTheDaysAskedFor()
    {
        var items = LoadStream.Generate(Templates, Request()).ToList();

        Assert.Equal(items.Select(i => i.At).Order(), items.Select(i => i.At));
        Assert.InRange((items[^1].At - items[0].At).TotalDays, 75, 105);
    }

    [Theory]
    [InlineData(0, 0.0, 0.01)]
    [InlineData(2, 0.05, 0.3)]
    public void Items_Zipf_SkewsTheBusiestAccount(int zipfHalves, double low, double high)
    {
        var items = LoadStream.Generate(Templates, Request(zipfHalves: zipfHalves)).ToList();
        var busiest = items.CountBy(i => i.Account).Max(c => c.Value) / (double)items.Count;

        Assert.InRange(busiest, low, high);
    }

    [Fact]
    public void Items_OfAnAccount_AreItsTemplatesOwnPurchases()
    {
        var known = Templates.Select(t => t.Purchases.ToHashSet()).ToList();
        var byAccount = LoadStream.Generate(Templates, Request()).GroupBy(i => i.Account);

        Assert.All(byAccount, account => Assert.Contains(known, template =>
            account.All(i => template.Contains(i.Purchase))));
    }

    [Fact]
    public void Report_KnownWindows_CountsSingleTransactionBatches()
    {
        var shares = new BatchShares(perSecond: 1_000, windowMilliseconds: 4);
        int[] accounts = [1, 1, 2, 3, /* second window */ 4, 4, 4, 4];
        foreach (var account in accounts)
        {
            shares.Add(account);
        }

        Assert.Contains("4 batches, 50.0 % of them a single transaction", shares.Report(), StringComparison.Ordinal);
    }

    private static string Hash(LoadRequest request)
    {
        using var bytes = new MemoryStream();
        using (var lines = new LoadLines(bytes))
        {
            foreach (var item in LoadStream.Generate(Templates, request))
            {
                lines.Write(item);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }
}
