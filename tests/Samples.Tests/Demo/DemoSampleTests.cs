using System.Text;
using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;
using OrleansRisk.Samples.Demo.Samples;

namespace OrleansRisk.Samples.Tests.Demo;

public sealed class DemoSampleTests
{
    private static readonly string Samples = Repository.At("samples");

    [Fact]
    public void Cards_AsTheDemoReadsThem_AreWhatTheShippedMapSays()
    {
        var rows = Rows().ToList();
        var mapped = MapFile.Parse(ShippedMaps.Find("cards")).Bind(new Header(rows[0]));

        var lines = CardsSample.Read(Samples);

        Assert.Equal(rows.Count - 1, lines.Count);
        Assert.Equal(599, lines.Count(l => l.Truth == "fraud"));
        foreach (var (row, line) in rows.Skip(1).Zip(lines).Take(2_000))
        {
            var transaction = mapped.Transaction(new Row(row));
            var expected = JsonSerializer.Serialize(transaction, ContractJson.Default.TransactionBody);
            Assert.Equal(expected, Encoding.UTF8.GetString(line.Line.Utf8.Span));
        }
    }

    [Fact]
    public void Lender_AsTheDemoReadsIt_KnowsItsStoryAndItsPlantedLines()
    {
        var lender = LenderSample.Read(Samples);

        Assert.Equal(("MY-0022", new DateOnly(2025, 9, 1)), (lender.JobLossAccount, lender.JobLost));
        Assert.Equal(39, lender.Lines.Count(l => l.Truth is not null));
        Assert.Contains(lender.Lines, l => l.Status == Statuses.Authorised);
    }

    private static IEnumerable<string[]> Rows()
    {
        using var file = new System.IO.Compression.GZipStream(
            File.OpenRead(Path.Combine(Samples, "cards", "transactions.csv.gz")),
            System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }
}
