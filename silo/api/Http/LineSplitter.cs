using System.Buffers;

namespace OrleansRisk.Api.Http;

/// <summary>Cuts an upload into lines. A line over the limit is reported once, where it begins, and then passed
/// over.</summary>
internal sealed class LineSplitter
{
    private bool _skipping;

    /// <summary>Lines begun so far; the number of the line that was taken last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>
    /// Takes the next line off the buffer, without its line feed. With <paramref name="ended"/> the rest of the buffer
    /// is the last line.
    /// </summary>
    public LineKind Take(ref ReadOnlySequence<byte> buffer, bool ended, out ReadOnlySequence<byte> line)
    {
        line = default;
        while (true)
        {
            var feed = buffer.PositionOf((byte)'\n');
            if (feed is { } end)
            {
                line = buffer.Slice(0, end);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                if (_skipping)
                {
                    _skipping = false;
                    continue;
                }

                return Count(line);
            }

            return TakeUnended(ref buffer, ended, out line);
        }
    }

    private LineKind TakeUnended(ref ReadOnlySequence<byte> buffer, bool ended, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (_skipping)
        {
            buffer = buffer.Slice(buffer.End);
            return LineKind.None;
        }

        if (buffer.Length > Limits.LineBytesMax)
        {
            buffer = buffer.Slice(buffer.End);
            _skipping = true;
            Line++;
            return LineKind.TooLong;
        }

        if (!ended || buffer.IsEmpty)
        {
            return LineKind.None;
        }

        line = buffer;
        buffer = buffer.Slice(buffer.End);
        return Count(line);
    }

    private LineKind Count(in ReadOnlySequence<byte> line)
    {
        Line++;
        return line.Length > Limits.LineBytesMax ? LineKind.TooLong : IsBlank(line) ? LineKind.Blank : LineKind.Line;
    }

    private static bool IsBlank(in ReadOnlySequence<byte> line)
    {
        foreach (var piece in line)
        {
            if (piece.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }
}

internal enum LineKind
{
    /// <summary>More is needed.</summary>
    None,
    Line,
    Blank,
    TooLong,
}
