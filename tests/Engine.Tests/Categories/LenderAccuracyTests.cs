using System.IO.Compression;
using System.Text.Json;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Engine.Categories;
using OrleansRisk.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Engine.Tests.Categories;

/// <summary>
/// The Malaysian pack on the lender's sample, told names and directions and not the category. The sample is invented:
/// only its schemes and its everyday words are real, so this shows that the pack reads such words, and not how well it
/// reads a lender's.
/// </summary>
public sealed class LenderAccuracyTests(ITestOutputHelper output)
{
    private static readonly CategoryRules My = new(1, "my", [], 0);

    [Fact]
    public void Pack_OnTheInventedLender_FindsManyAndIsSeldomWrong()
    {
        var counts = new SortedDictionary<string, (int Right, int Wrong, int None)>(StringComparer.Ordinal);
        foreach (var line in Lines())
        {
            using var json = JsonDocument.Parse(line);
            var (truth, found) = Read(json.RootElement);
            var (right, wrong, none) = counts.GetValueOrDefault(truth);
            counts[truth] = found == Category.Uncategorised ? (right, wrong, none + 1)
                : Means(truth, found) ? (right + 1, wrong, none)
                : (right, wrong + 1, none);
        }

        foreach (var (truth, (right, wrong, none)) in counts)
        {
            output.WriteLine($"{truth}: {right} right, {wrong} wrong, {none} uncategorised");
        }

        var (rights, wrongs) = (counts.Values.Sum(static all => all.Right), counts.Values.Sum(static all => all.Wrong));
        var nones = counts.Values.Sum(static all => all.None);
        output.WriteLine($"all: {rights} right, {wrongs} wrong, {nones} uncategorised");
        Assert.True(rights >= 0.5 * (rights + wrongs + nones), $"{rights} right");
        Assert.True(wrongs <= 0.02 * (rights + wrongs), $"{wrongs} wrong");
    }

    private static (string Truth, Category Found) Read(JsonElement line)
    {
        var credit = line.GetProperty("direction").GetString() == "credit";
        var transaction = Some.Transaction(
            counterparty: line.GetProperty("counterparty").GetString(),
            direction: credit ? Direction.Credit : Direction.Debit);
        return (line.GetProperty("category").GetString()!, My.Find(transaction).Finding.Category);
    }

    /// <summary>The sample's word for it; savings at the provident fund are for old age.</summary>
    private static bool Means(string truth, Category found) => truth switch
    {
        "salary" => found == Category.Salary,
        "gig_income" or "business_income" => found == Category.BusinessIncome,
        "savings" => found is Category.Savings or Category.Retirement,
        "nsf" => found == Category.Fees,
        "transfer" => false, // between people: whatever is found is made up
        "pension" => found == Category.Pension,
        _ => CategoryCatalogue.NameOf(found) == truth.Replace('_', '.') || CategoryCatalogue.NameOf(found) == truth,
    };

    private static IEnumerable<string> Lines()
    {
        var path = Path.Combine(Programs.Repository, "samples", "lender", "transactions.ndjson.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
