using System.Text;
using OrleansRisk.Maps;

namespace OrleansRisk.Loads.Mapped;

/// <summary>Passes the lines before the one that names a file's columns; the rest is read as it stands.</summary>
internal sealed class LinesBefore(Stream utf8) : Stream
{
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

    /// <summary>Returns how many lines were passed.</summary>
    public async Task<int> Pass(MapFile map, CancellationToken cancel)
    {
        if (map.Skip == 0 && !map.HasPreamble)
        {
            return 0;
        }

        var buffer = new byte[Limits.ReadBytes];
        int count;
        while (_ahead.Length < Limits.ReadBytes && (count = await utf8.ReadAsync(buffer, cancel)) > 0)
        {
            _ahead.Write(buffer, 0, count);
        }

        var text = Encoding.UTF8.GetString(_ahead.GetBuffer(), 0, (int)_ahead.Length);
        var (at, lines) = (0, 0);
        while (at < text.Length && (lines < map.Skip || (map.HasPreamble && !IsHeader(map, text.AsSpan(at)))))
        {
            if (lines == map.Skip + OrleansRisk.Maps.Limits.PreambleLinesMax)
            {
                throw new UnreadableFileException(
                    $"None of the first {lines} lines names the columns of the map. Is its separator right?");
            }

            at += LineLength(text.AsSpan(at));
            lines++;
        }

        _ahead.Position = Encoding.UTF8.GetByteCount(text.AsSpan(0, at));
        return lines;
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

    private static bool IsHeader(MapFile map, ReadOnlySpan<char> rest)
    {
        var line = rest[..LineLength(rest)].Trim("\r\n\uFEFF");
        return map.IsHeader([.. line.ToString().Split(map.Separator).Select(static cell => cell.Trim().Trim('"'))]);
    }

    private static int LineLength(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny('\r', '\n');
        return end < 0 ? rest.Length : end + (rest[end..].StartsWith("\r\n") ? 2 : 1);
    }
}
