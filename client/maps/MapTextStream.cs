using System.Buffers;
using System.Text;

namespace OrleansRisk.Maps;

/// <summary>
/// A file's text as UTF-8, without the mark that some begin with. Unless the encoding is stated it is found as the
/// file is read: by the first bytes, else by the first letter that is not ASCII, which is UTF-8 or windows-1252. No
/// byte becomes a question mark: what is no text in the encoding throws <see cref="InvalidDataException"/>.
/// </summary>
public sealed class MapTextStream : Stream
{
    private const int ReadBytes = 16_384, MarkBytesMax = 4;

    // What windows-1252 has from 0x80 to 0x9F; 0 is nothing.
    private const string High = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    private readonly Stream _content;
    private readonly string? _stated;
    private readonly byte[] _read = new byte[ReadBytes];
    private readonly ArrayBufferWriter<byte> _text = new(ReadBytes);
    private Decoder? _wide;
    private int _held;
    private int _given;
    private bool _begun;
    private bool _over;

    internal MapTextStream(Stream content, string? stated) => (_content, _stated, Encoding) = (content, stated, stated);

    /// <summary>As stated, or as found; null as long as only ASCII was read, which all but UTF-16 read alike.</summary>
    public string? Encoding { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (!_over && _given == _text.WrittenCount)
        {
            Take(_content.Read(_read, _held, _read.Length - _held));
        }

        return Give(buffer.AsSpan(offset, count));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_over && _given == _text.WrittenCount)
        {
            Take(await _content.ReadAsync(_read.AsMemory(_held), cancellationToken).ConfigureAwait(false));
        }

        return Give(buffer.Span);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Give(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _text.WrittenCount - _given);
        _text.WrittenSpan.Slice(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    private void Take(int count)
    {
        _over = count == 0;
        _text.ResetWrittenCount();
        _given = 0;
        var bytes = _read.AsSpan(0, _held + count);
        if (!_begun)
        {
            if (bytes.Length < MarkBytesMax && !_over)
            {
                _held = bytes.Length;
                return;
            }

            _begun = true;
            bytes = bytes[Begin(bytes)..];
        }

        var rest = bytes[Decode(bytes)..];
        rest.CopyTo(_read);
        _held = rest.Length;
    }

    // Returns the length of the mark.
    private int Begin(ReadOnlySpan<byte> bytes)
    {
        var (marked, length, bigEndian) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (MapEncoding.Utf8Name, 3, false),
            [0xFF, 0xFE, ..] => (MapEncoding.Utf16, 2, false),
            [0xFE, 0xFF, ..] => (MapEncoding.Utf16, 2, true),
            [not 0, 0, not 0, 0, ..] => (MapEncoding.Utf16, 0, false),
            [0, not 0, 0, not 0, ..] => (MapEncoding.Utf16, 0, true),
            _ => (null, 0, false),
        };
        if (marked is not null && _stated is not null && marked != _stated)
        {
            throw new InvalidDataException($"The file is {marked} by its first bytes, and the map states {_stated}: "
                + "leave \"encoding\" out of the map.");
        }

        Encoding ??= marked;
        _wide = Encoding == MapEncoding.Utf16
            ? new UnicodeEncoding(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true).GetDecoder() : null;
        return length;
    }

    // Returns how many bytes were read; the others wait for what follows them.
    private int Decode(ReadOnlySpan<byte> bytes)
    {
        switch (Encoding)
        {
            case null:
                return Find(bytes);
            case MapEncoding.Utf8Name:
                return Utf8(bytes);
            case MapEncoding.Utf16:
                return Wide(bytes);
            default:
                Narrow(bytes);
                return bytes.Length;
        }
    }

    private int Find(ReadOnlySpan<byte> bytes)
    {
        var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        ascii = ascii < 0 ? bytes.Length : ascii;
        _text.Write(bytes[..ascii]);
        var rest = bytes[ascii..];
        var letter = Rune.DecodeFromUtf8(rest, out _, out _);
        if (rest.IsEmpty || (letter == OperationStatus.NeedMoreData && !_over))
        {
            return ascii;
        }

        Encoding = letter == OperationStatus.Done ? MapEncoding.Utf8Name : MapEncoding.Windows1252;
        return ascii + Decode(rest);
    }

    private int Utf8(ReadOnlySpan<byte> bytes)
    {
        var whole = _over ? bytes : bytes[..^Unended(bytes)];
        if (!System.Text.Unicode.Utf8.IsValid(whole))
        {
            throw new InvalidDataException(_stated is null
                ? "The file is utf-8 at first and then it is not: is it windows-1252? State \"encoding\" in the map."
                : "The file is not utf-8. Is it windows-1252? Leave \"encoding\" out of the map to have it found.");
        }

        _text.Write(whole);
        return whole.Length;
    }

    // Bytes at the end that are the beginning of a letter.
    private static int Unended(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var each = bytes[^back];
            if (each >= 0xC0)
            {
                return (each >= 0xF0 ? 4 : each >= 0xE0 ? 3 : 2) > back ? back : 0;
            }

            if (each < 0x80)
            {
                return 0;
            }
        }

        return 0;
    }

    private int Wide(ReadOnlySpan<byte> bytes)
    {
        var letters = new char[bytes.Length + 1]; // two bytes a letter, and one that waited
        try
        {
            var count = _wide!.GetChars(bytes, letters, flush: _over);
            System.Text.Encoding.UTF8.GetBytes(letters.AsSpan(0, count), _text);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException("The file is not utf-16 throughout: was it cut?");
        }

        return bytes.Length;
    }

    private void Narrow(ReadOnlySpan<byte> bytes)
    {
        foreach (var each in bytes)
        {
            var letter = Encoding == MapEncoding.Windows1252 && each is >= 0x80 and < 0xA0
                ? High[each - 0x80] : (char)each;
            if (letter == '\0' && each != 0)
            {
                throw new InvalidDataException("The file is neither utf-8 nor windows-1252: export it as utf-8.");
            }

            Span<byte> utf8 = _text.GetSpan(3);
            _text.Advance(new Rune(letter).EncodeToUtf8(utf8));
        }
    }
}
