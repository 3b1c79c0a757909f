using System.Text;
using OrleansRisk.Maps;

namespace OrleansRisk.Loads.Mapped;

/// <summary>Passes the lines before the one that names a file's columns; the rest is read as it stands.</summary>
internal sealed class LinesBefore(Stream utf8) : Stream
{
    private const string LineBefore = "sep=";

    private readonly MemoryStream _ahead = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Returns how many lines were passed, and what stands between the cells: a first line <c>sep=;</c>, as
    /// spreadsheets write it, says so itself.
    /// </summary>
    public async Task<(int Lines, char Separator)> Pass(MapFile map, CancellationToken cancel)
    {
        await Ahead(LineBefore.Length + 1, cancel);
        var (text, separator) = (Text(), map.Separator);
        var (at, lines) = (0, 0);
        if (text.StartsWith(LineBefore, StringComparison.OrdinalIgnoreCase) && text.Length > LineBefore.Length)
        {
            await Ahead(LineBefore.Length + 3, cancel);
            text = Text();
            separator = text[LineBefore.Length];
            (at, lines) = (LineLength(text), 1);
        }

        if (map.Skip > 0 || map.HasPreamble)
        {
            await Ahead(Limits.ReadBytes, cancel);
            text = Text();
        }

        var last = lines + map.Skip + OrleansRisk.Maps.Limits.PreambleLinesMax;
        var skip = lines + map.Skip;
        while (at < text.Length && (lines < skip || (map.HasPreamble && !IsHeader(map, separator, text.AsSpan(at)))))
        {
            if (lines == last)
            {
                throw new UnreadableFileException(
                    $"None of the first {lines} lines names the columns of the map. Is its separator right?");
            }

            at += LineLength(text.AsSpan(at));
            lines++;
        }

        _ahead.Position = Encoding.UTF8.GetByteCount(text.AsSpan(0, at));
        return (lines, separator);
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        _ahead.Position < _ahead.Length ? _ahead.Read(buffer, offset, count) : utf8.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _ahead.Position < _ahead.Length ? _ahead.ReadAsync(buffer, cancellationToken)
            : utf8.ReadAsync(buffer, cancellationToken);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task Ahead(int bytes, CancellationToken cancel)
    {
        var buffer = new byte[Limits.ReadBytes];
        int count;
        while (_ahead.Length < bytes && (count = await utf8.ReadAsync(buffer, cancel)) > 0)
        {
            _ahead.Write(buffer, 0, count);
        }
    }

    private string Text() => Encoding.UTF8.GetString(_ahead.GetBuffer(), 0, (int)_ahead.Length);

    private static bool IsHeader(MapFile map, char separator, ReadOnlySpan<char> rest)
    {
        var line = rest[..LineLength(rest)].Trim("\r\n\uFEFF");
        return map.IsHeader([.. line.ToString().Split(separator).Select(static cell => cell.Trim().Trim('"'))]);
    }

    private static int LineLength(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny('\r', '\n');
        return end < 0 ? rest.Length : end + (rest[end..].StartsWith("\r\n") ? 2 : 1);
    }
}
