using System.Text;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Tests;

/// <summary>Files that are made to harm the reader, or that are something else.</summary>
public sealed class SafetyTests
{
    public static readonly TheoryData<string, byte[]> Foreign = new()
    {
        { "empty_file", [] },
        { "archive", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3] },
        { "archive", [0x1F, 0x8B, 8, 0] },
        { "spreadsheet", [0x50, 0x4B, 0x03, 0x04, .. "[Content_Types].xml"u8] },
        { "spreadsheet", [0xD0, 0xCF, 0x11, 0xE0, 0xA1] },
        { "image", [0x89, 0x50, 0x4E, 0x47] },
        { "image", [0xFF, 0xD8, 0xFF, 0xE0] },
        { "empty_file", [.. " \r\n\r\n"u8] },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Read_SomethingElse_IsRefusedByName(string code, byte[] bytes) =>
        Assert.Equal(code, Refused(StatementReader.Read(bytes)).Code);

    [Fact]
    public void Read_EndlessStream_IsRefusedInBoundedMemory()
    {
        using var endless = new EndlessStream();
        Assert.Equal("too_large", Refused(StatementReader.Read(endless)).Code);
        Assert.InRange(endless.Given, Limits.FileBytesMax, Limits.FileBytesMax + 1_000_000);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY d \"&b;&b;\">]><a><BkToCstmrStmt>&d;</BkToCstmrStmt></a>")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><Document><BkToCstmrStmt/></Document>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a><BkToCstmrStmt>&x;</BkToCstmrStmt></a>")]
    public void Read_XmlWithADocumentType_IsRefused(string xml) =>
        Assert.Equal("document_type_declared", Refused(StatementReader.Read(Encoding.UTF8.GetBytes(xml))).Code);

    [Theory]
    [InlineData("")]
    [InlineData("<Document><BkToCstmrStmt><Stmt><Ntry>")]
    public void Read_XmlThatIsNestedWithoutEnd_IsRefused(string before)
    {
        var xml = before + "<BkToCstmrStmt>" + string.Concat(Enumerable.Repeat("<a>", 200_000));
        Assert.Equal("too_deep", Refused(StatementReader.Read(Encoding.UTF8.GetBytes(xml))).Code);
    }

    [Fact]
    public void Read_EntryOfAMillionElements_IsRefused()
    {
        var xml = "<Document><BkToCstmrStmt><Stmt><Ntry>" + string.Concat(Enumerable.Repeat("<a/>", 1_000_000));
        Assert.Equal("too_large", Refused(StatementReader.Read(Encoding.UTF8.GetBytes(xml))).Code);
    }

    [Fact]
    public void Read_OneTagOfManyMegabytes_IsRefused()
    {
        var xml = "<BkToCstmrStmt " + new string('a', 20_000_000);
        Assert.Equal("truncated", Refused(StatementReader.Read(Encoding.UTF8.GetBytes(xml))).Code);
    }

    private static Refusal Refused(StatementResult result) =>
        Assert.IsType<StatementResult.Refused>(result).Refusal;

    /// <summary>Gives bytes for ever, and counts them.</summary>
    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'<');
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
