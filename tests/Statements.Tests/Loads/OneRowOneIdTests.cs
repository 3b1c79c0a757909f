using System.Text;
using System.Text.Json;
using OrleansRisk.Loads.Files;
using OrleansRisk.Maps;

namespace OrleansRisk.Statements.Tests.Loads;

/// <summary>A bank's row has one id, whoever reads it.</summary>
public sealed class OneRowOneIdTests
{
    private const string Csv = """
        Date,Description,Debit,Credit,Balance
        03/11/2026,POS PURCHASE  FRESH MART,12.00,,988.00
        03/11/2026,POS PURCHASE FRESH MART,12.00,,976.00
        05/11/2026,SALARY ACME MFG,,3200.00,4176.00
        """;

    private const string Map = """
        {"fields":{"id":{"generated":true},"account":{"constant":"A-13"},
          "date":{"column":"Date","pattern":"dd/MM/yyyy"},"currency":{"constant":"MYR"},
          "description":"Description","balance":"Balance"},"amount":{"debit":"Debit","credit":"Credit"}}
        """;

    [Fact]
    public void Read_OneFileByMapAndWithout_GivesTheSameIds()
    {
        var file = new LoadFile("march.csv", Encoding.UTF8.GetBytes(Csv));
        var mapped = LoadReader.Read(file, new LoadOptions
        {
            Map = new LoadMap("ours", MapFile.Parse(Encoding.UTF8.GetBytes(Map))),
        });
        var recognised = LoadReader.Read(file, new LoadOptions { Account = "A-13", Currency = "MYR", DayFirst = true });

        Assert.Null(mapped.Refusal);
        Assert.Null(recognised.Refusal);
        Assert.Equal(Ids(mapped), Ids(recognised));
        Assert.Equal(3, Ids(mapped).Distinct().Count());
    }

    [Fact]
    public void Read_AccountStated_StandsInsteadOfTheFiles()
    {
        var stated = LoadReader.Read(
            new LoadFile("a.sta", File.ReadAllBytes(Path.Combine(Golden.Folder, "swift/numbered.sta"))),
            new LoadOptions { Account = "OURS-1" });

        Assert.All(stated.Rows, static row => Assert.Equal("OURS-1", Of(row, "account")));
    }

    [Fact]
    public void Read_AccountStatedBesideAMap_GivesTheIdsOfThatAccount()
    {
        var file = new LoadFile("march.csv", Encoding.UTF8.GetBytes(Csv));
        var mapped = LoadReader.Read(file, new LoadOptions
        {
            Account = "OURS-1",
            Map = new LoadMap("ours", MapFile.Parse(Encoding.UTF8.GetBytes(Map))),
        });
        var recognised = LoadReader.Read(
            file, new LoadOptions { Account = "OURS-1", Currency = "MYR", DayFirst = true });

        Assert.All(mapped.Rows, static row => Assert.Equal("OURS-1", Of(row, "account")));
        Assert.Equal(Ids(recognised), Ids(mapped));
    }

    [Fact]
    public void Read_AccountStatedForSeveral_IsRefused()
    {
        const string two = """
            Account,Date,Description,Amount,Currency
            A-1,2026-11-03,ONE,-1.00,MYR
            A-2,2026-11-03,TWO,-2.00,MYR
            """;
        var read = LoadReader.Read(
            new LoadFile("two.csv", Encoding.UTF8.GetBytes(two)), new LoadOptions { Account = "A-1" });

        Assert.Equal("several_accounts", read.Refusal?.Code);
    }

    private static List<string> Ids(LoadedFile file) => [.. file.Rows.Select(static row => Of(row, "id"))];

    private static string Of(LoadRow row, string field) =>
        JsonDocument.Parse(row.Utf8).RootElement.GetProperty(field).GetString()!;
}
