using System.Buffers;
using System.Text;
using OrleansRisk.Api.Http;

namespace OrleansRisk.Api.Tests.Streaming;

/// <summary>How an upload is cut into lines, piece by piece as it arrives.</summary>
public sealed class LineSplitterTests
{
    [Fact]
    public void Take_PieceWithoutItsLineFeed_IsNoLineBeforeTheUploadEnds()
    {
        var splitter = new LineSplitter();
        var piece = Piece("whole\ncut");
        Assert.Equal("whole", Line(splitter, ref piece, ended: false));
        Assert.Null(Line(splitter, ref piece, ended: false));
        Assert.Equal(3, piece.Length); // it waits for its rest
        Assert.Equal("cut", Line(splitter, ref piece, ended: true));
        Assert.Null(Line(splitter, ref piece, ended: true));
        Assert.Equal(2, splitter.Line);
    }

    [Theory]
    [InlineData("a\nb\n")]
    [InlineData("a\r\n\n \t\nb")]
    [InlineData("\n\n\n")]
    public void Take_AnyPieces_FindsTheSameLines(string upload)
    {
        var expected = upload.Split('\n').Where(line => line.Trim(' ', '\t', '\r').Length > 0).ToList();
        for (var at = 0; at <= upload.Length; at++)
        {
            var splitter = new LineSplitter();
            var first = Piece(upload[..at]);
            var lines = Lines(splitter, ref first, ended: false);
            var rest = Piece(Encoding.UTF8.GetString(first) + upload[at..]);
            lines.AddRange(Lines(splitter, ref rest, ended: true));
            Assert.Equal(expected, lines);
        }
    }

    private static List<string> Lines(LineSplitter splitter, ref ReadOnlySequence<byte> piece, bool ended)
    {
        var lines = new List<string>();
        LineKind kind;
        while ((kind = splitter.Take(ref piece, ended, out var line)) != LineKind.None)
        {
            if (kind == LineKind.Line)
            {
                lines.Add(Encoding.UTF8.GetString(line));
            }
        }

        return lines;
    }

    private static string? Line(LineSplitter splitter, ref ReadOnlySequence<byte> piece, bool ended) =>
        splitter.Take(ref piece, ended, out var line) == LineKind.None ? null : Encoding.UTF8.GetString(line);

    private static ReadOnlySequence<byte> Piece(string text) => new(Encoding.UTF8.GetBytes(text));
}
