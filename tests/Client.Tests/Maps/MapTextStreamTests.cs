using System.Text;
using OrleansRisk.Maps;

namespace OrleansRisk.Client.Tests.Maps;

/// <summary>A file's bytes as text: every way to cut them into reads gives the same.</summary>
public sealed class MapTextStreamTests
{
    public static TheoryData<string, string, byte[]> Files => new()
    {
        { "utf-8", "Café 👩‍👧", Encoding.UTF8.GetBytes("Café 👩‍👧") },
        { "utf-8", "Café", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("Café")] },
        { "windows-1252", "Café Müller €", [.. "Caf"u8, 0xE9, .. " M"u8, 0xFC, .. "ller "u8, 0x80] },
        { "windows-1252", "Caf\u00E9", [.. "Caf"u8, 0xE9] },
        { "utf-16", "Café 👧", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Café 👧")] },
        { "utf-16", "Café", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("Café")] },
        { "utf-16", "Cafés", Encoding.Unicode.GetBytes("Cafés") },
        { "utf-16", "Cafés", Encoding.BigEndianUnicode.GetBytes("Cafés") },
        { "", "plain", [.. "plain"u8] },
        { "", "", [] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Text_InReadsOfEveryLength_IsFoundWhole(string encoding, string expected, byte[] bytes)
    {
        for (var most = 1; most <= bytes.Length + 1; most++)
        {
            var text = Map("").Encoding.Utf8(new Trickle(bytes, most));

            Assert.Equal(expected, await new StreamReader(text, new UTF8Encoding(false, true)).ReadToEndAsync());
            Assert.Equal(encoding.Length == 0 ? null : encoding, text.Encoding);
        }
    }

    [Theory]
    [InlineData("", new byte[] { 0xC3, 0xA9, (byte)'x', 0xE9 }, "utf-8 at first and then it is not")]
    [InlineData("", new byte[] { (byte)'x', 0xE9, 0x81 }, "neither utf-8 nor windows-1252")]
    [InlineData("", new byte[] { 0xFF, 0xFE, 0x41, 0x00, 0x42 }, "not utf-16 throughout")]
    [InlineData("", new byte[] { 0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00 }, "not utf-16 throughout")]
    [InlineData("utf-8", new byte[] { 0xC3 }, "not utf-8")]
    [InlineData("windows-1252", new byte[] { 0xEF, 0xBB, 0xBF, 0x41 }, "utf-8 by its first bytes")]
    public void Text_ThatIsNone_IsRefusedAndNeverReplaced(string stated, byte[] bytes, string expected)
    {
        var text = new StreamReader(Map(stated).Encoding.Utf8(new MemoryStream(bytes)));

        var refused = Assert.Throws<InvalidDataException>(() => text.ReadToEnd());

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Latin1_Stated_ReadsEveryByte()
    {
        byte[] every = [.. Enumerable.Range(1, 255).Select(static each => (byte)each)];

        var read = new StreamReader(Map("latin-1").Encoding.Utf8(new MemoryStream(every))).ReadToEnd();

        Assert.Equal(Encoding.Latin1.GetString(every), read);
    }

    private static MapFile Map(string encoding) => MapFile.Parse(Encoding.UTF8.GetBytes(
        $$"""
        { {{(encoding.Length == 0 ? "" : $"\"encoding\": \"{encoding}\",")}}
          "fields": { "id": "a", "account": "a", "currency": "a", "date": { "column": "a" } },
          "amount": { "column": "a", "positive": "debit" } }
        """));

    /// <summary>Gives few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
