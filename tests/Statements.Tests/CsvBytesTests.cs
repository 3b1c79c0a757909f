using System.Text;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Tests;

/// <summary>One small table in the encodings and with the line ends that banks export it in.</summary>
public sealed class CsvBytesTests
{
    private const string Table = "Date,Text,Amount\n03/11/2026,Café Müller,-3.10\n";
    private static readonly ReadOptions Known = new() { Account = "A-14", Currency = "EUR" };

    public static readonly TheoryData<string> Shapes =
        ["utf-8", "bom", "utf-16", "utf-16be", "utf-16 without a mark", "windows-1252", "cr", "crlf", "sep"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Read_AnyShapeOfOneTable_GivesTheSameRow(string shape)
    {
        var row = Assert.Single(Rows(StatementReader.Read(Bytes(shape), Known)));
        Assert.Equal(("Café Müller", "-3.10"), (row.Text, row.Signed.Text));
    }

    [Fact]
    public void Read_StatedEncodingThatIsWrong_IsRefusedAtItsByte()
    {
        var refusal = Refused(Bytes("windows-1252"), Known with { Encoding = "utf-8" });
        Assert.Equal("unknown_encoding", refusal.Code);
        Assert.Equal(31, refusal.Place.Byte);
    }

    [Fact]
    public void Read_NulInText_IsRefused() =>
        Assert.Equal("not_text", Refused("Date,Text,Amount\n2026-11-03,a\0b,1\n"u8.ToArray(), Known).Code);

    [Fact]
    public void Read_OverlappingFilesWithoutIds_GiveTheSameIds()
    {
        const string Header = "Date,Text,Amount\n";
        const string First = "2026-11-01,a,-1.00\n2026-11-02,b,-2.00\n2026-11-02,b,-2.00\n";
        const string Second = "2026-11-03,c,-3.00\n2026-11-02,b,-2.00\n2026-11-02,b,-2.00\n";
        var first = Rows(StatementReader.Read(Encoding.UTF8.GetBytes(Header + First), Known));
        var second = Rows(StatementReader.Read(Encoding.UTF8.GetBytes(Header + Second), Known));
        Assert.Equal(3, first.Select(static row => row.Id).Distinct().Count());
        Assert.Equal(2, first.Select(static row => row.Id).Intersect(second.Select(static row => row.Id)).Count());
    }

    [Fact]
    public void Read_SameRowInAnotherAccount_GivesAnotherId()
    {
        var one = Assert.Single(Rows(StatementReader.Read(Bytes("utf-8"), Known)));
        var other = Assert.Single(Rows(StatementReader.Read(Bytes("utf-8"), Known with { Account = "A-15" })));
        Assert.NotEqual(one.Id, other.Id);
    }

    [Fact]
    public void Read_GeneratedId_StaysForEver() => Assert.Equal(
        "gen_945c1217314b8f46b5b1ca99ba8996e6", Assert.Single(Rows(StatementReader.Read(Bytes("utf-8"), Known))).Id);

    [Fact]
    public void Read_RoundingStated_RoundsAndNamesIt()
    {
        var bytes = "Date,Text,Amount\n2026-11-03,a,-48.2542\n"u8.ToArray();
        var read = Assert.IsType<StatementResult.Read>(
            StatementReader.Read(bytes, Known with { RoundExtraDecimals = true })).Statement;
        Assert.Equal("-48.25", Assert.Single(read.Accounts[0].Rows).Signed.Text);
        Assert.Equal("amount_rounded", Assert.Single(read.Findings).Code);
    }

    [Fact]
    public void Read_AccountUnknown_LeavesItToTheCaller()
    {
        var read = Assert.IsType<StatementResult.Read>(
            StatementReader.Read(Bytes("utf-8"), new ReadOptions { Currency = "EUR" })).Statement;
        Assert.Equal(("", AccountScheme.None), (read.Accounts[0].Id, read.Accounts[0].Scheme));
    }

    [Fact]
    public void Read_CurrencyUnknown_IsRefusedWithWhatToDo()
    {
        var refusal = Refused("Date,Text,Amount\n2026-11-03,a,-1.00\n"u8.ToArray(), new ReadOptions());
        Assert.Equal("State the currency beside the file.", refusal.Next);
    }

    private static byte[] Bytes(string shape) => shape switch
    {
        "bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Table)],
        "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Table)],
        "utf-16be" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Table)],
        "utf-16 without a mark" => Encoding.Unicode.GetBytes(Table),
        "windows-1252" => Encoding.Latin1.GetBytes(Table),
        "cr" => Encoding.UTF8.GetBytes(Table.Replace('\n', '\r')),
        "crlf" => Encoding.UTF8.GetBytes(Table.Replace("\n", "\r\n", StringComparison.Ordinal)),
        "sep" => Encoding.UTF8.GetBytes("sep=;\n" + Table.Replace(',', ';')),
        _ => Encoding.UTF8.GetBytes(Table),
    };

    private static IReadOnlyList<StatementRow> Rows(StatementResult result) =>
        Assert.Single(Assert.IsType<StatementResult.Read>(result).Statement.Accounts).Rows;

    private static Refusal Refused(byte[] bytes, ReadOptions options) =>
        Assert.IsType<StatementResult.Refused>(StatementReader.Read(bytes, options)).Refusal;
}
