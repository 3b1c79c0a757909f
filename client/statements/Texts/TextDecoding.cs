using System.Buffers;
using System.Text;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Texts;

/// <summary>Bytes as text. No byte becomes a question mark: what cannot be read is refused with its place.</summary>
internal static class TextDecoding
{
    // What Windows-1252 has between 0x80 and 0x9F; 0 is nothing.
    private const string Windows1252 =
        "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    // The upper half of code page 850: what terminals and old banking programs write.
    private const string Dos850 =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
        + "ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´"
        + "\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0";

    private static readonly SearchValues<byte> NoWindows = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D]);
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The text, and whether its encoding was only inferred.</summary>
    public static (string Text, bool Assumed) Read(ReadOnlySpan<byte> bytes, string? stated)
    {
        var (text, assumed) = stated is null ? Found(bytes) : (As(bytes, stated), false);
        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        return nul < 0 ? (text, assumed)
            : throw RefusedException.File(RefusalCodes.NotText, Place.AtByte(Math.Min(nul, bytes.Length)));
    }

    private static (string Text, bool Assumed) Found(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (AsUtf8(bytes[3..], 3), false),
        [0xFF, 0xFE, ..] => (AsUtf16(bytes[2..], bigEndian: false), false),
        [0xFE, 0xFF, ..] => (AsUtf16(bytes[2..], bigEndian: true), false),
        [not 0, 0, not 0, 0, ..] => (AsUtf16(bytes, bigEndian: false), true),
        [0, not 0, 0, not 0, ..] => (AsUtf16(bytes, bigEndian: true), true),
        _ when System.Text.Unicode.Utf8.IsValid(bytes) => (Utf8.GetString(bytes), false),
        // Five bytes are no letters in Windows-1252; one of them is the ü of code page 850.
        _ when bytes.ContainsAny(NoWindows) => (AsDos(bytes), true),
        _ => (AsWindows(bytes), true),
    };

    private static string As(ReadOnlySpan<byte> bytes, string encoding) =>
        encoding.Replace("_", "-", StringComparison.Ordinal).ToLowerInvariant() switch
        {
            "utf-8" or "utf8" or "us-ascii" or "ascii" when bytes is [0xEF, 0xBB, 0xBF, ..] => AsUtf8(bytes[3..], 3),
            "utf-8" or "utf8" or "us-ascii" or "ascii" => AsUtf8(bytes, 0),
            "utf-16" or "utf-16le" or "unicode" when bytes is [0xFE, 0xFF, ..] => AsUtf16(bytes[2..], true),
            "utf-16" or "utf-16le" or "unicode" =>
                AsUtf16(bytes is [0xFF, 0xFE, ..] ? bytes[2..] : bytes, bigEndian: false),
            "utf-16be" => AsUtf16(bytes is [0xFE, 0xFF, ..] ? bytes[2..] : bytes, bigEndian: true),
            "windows-1252" or "cp1252" or "1252" => AsWindows(bytes),
            "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "8859-1" => AsWindows(bytes),
            "cp850" or "ibm850" or "850" => AsDos(bytes),
            "iso-8859-15" or "latin-9" => AsWindows(bytes).Replace('¤', '€'),
            _ => throw RefusedException.File(RefusalCodes.UnknownEncoding, Place.AtLine(1)),
        };

    private static string AsUtf8(ReadOnlySpan<byte> bytes, int before)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException wrong)
        {
            throw RefusedException.File(RefusalCodes.UnknownEncoding, Place.AtByte(before + Math.Max(0, wrong.Index)),
                "The bytes are not the UTF-8 that the file states.");
        }
    }

    private static string AsUtf16(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var even = bytes.Length - (bytes.Length % 2);
        var text = (bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes[..even]);
        // The decoder puts U+FFFD where half of a surrogate pair stood alone.
        if (text.IndexOf('\uFFFD', StringComparison.Ordinal) is >= 0 and var broken)
        {
            throw RefusedException.File(RefusalCodes.NotText, Place.AtByte(2L * broken));
        }

        return even == bytes.Length ? text : throw RefusedException.File(
            RefusalCodes.Truncated, Place.AtByte(even), "The UTF-16 text ends within a letter.");
    }

    private static string AsDos(ReadOnlySpan<byte> bytes)
    {
        var letters = new StringBuilder(bytes.Length);
        foreach (var each in bytes)
        {
            letters.Append(each < 0x80 ? (char)each : Dos850[each - 0x80]);
        }

        return letters.ToString();
    }

    private static string AsWindows(ReadOnlySpan<byte> bytes)
    {
        var letters = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            var letter = bytes[i] is >= 0x80 and < 0xA0 ? Windows1252[bytes[i] - 0x80] : (char)bytes[i];
            letters.Append(letter != '\0' ? letter : throw RefusedException.File(RefusalCodes.NotText,
                Place.AtByte(i)));
        }

        return letters.ToString();
    }
}
