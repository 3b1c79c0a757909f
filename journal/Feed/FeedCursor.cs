using System.Buffers.Binary;
using System.Buffers.Text;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Journal.Feed;

/// <summary>
/// A place in a tenant's feed, as its readers keep it: signed under the tenant's own key, so another tenant's is as
/// good as an invented one.
/// <code>
/// 1 byte version, 4 bytes seconds since 1970 (big-endian), 1 byte: 1 where a snapshot is under way, then 16 bytes of
/// the account it came to; then varints: floor, count of writers, and for each its distance from the one before, number
/// and offset; in version 2 the incarnation; then one more than the number of the newest change of a consent that was
/// told; 16 bytes HMAC over all of it. Written as base64url. Version 1 is of incarnation 0 and version 2 of later ones,
/// so that each place has one text. Builds that tell of no consents leave the last number out, and do not look at it.
/// </code>
/// </summary>
public sealed record FeedCursor(FeedPosition Position, AccountKey? Snapshot)
{
    private const byte First = 1, Later = 2;
    private const int HeaderSize = 6, KeySize = 16, TagSize = 16, VarintMax = 10;

    /// <summary>Of the database that gave it.</summary>
    public int Incarnation { get; init; } = Records.Incarnation.Current;

    /// <summary>
    /// Number of the newest change of a consent that was told; null from a build that tells none, whose reader has them
    /// all yet to come.
    /// </summary>
    public long? Consents { get; init; }

    public string Write(IPseudonyms pseudonyms, DateTimeOffset now)
    {
        var writers = Position.Writers;
        var bytes = new byte[HeaderSize + KeySize + (VarintMax * (4 + (3 * writers.Count))) + TagSize];
        bytes[0] = Incarnation == 0 ? First : Later;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), (uint)now.ToUnixTimeSeconds());
        var length = HeaderSize;
        if (Snapshot is { } account)
        {
            bytes[HeaderSize - 1] = 1;
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(length), account.Value);
            length += KeySize;
        }

        Put(bytes, ref length, Position.Floor);
        Put(bytes, ref length, writers.Count);
        var before = 0;
        foreach (var place in writers)
        {
            Put(bytes, ref length, place.Writer - before);
            Put(bytes, ref length, place.Number);
            Put(bytes, ref length, place.Offset);
            before = place.Writer;
        }

        if (Incarnation != 0)
        {
            Put(bytes, ref length, Incarnation);
        }

        if (Consents is { } number)
        {
            Put(bytes, ref length, number + 1);
        }

        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(length), pseudonyms.Tag(bytes.AsSpan(0, length)));
        return Base64Url.EncodeToString(bytes.AsSpan(0, length + TagSize));
    }

    /// <summary>Null where it is none of this tenant's.</summary>
    public static FeedCursor? Read(string text, IPseudonyms pseudonyms, out DateTimeOffset issuedAt)
    {
        issuedAt = default;
        if (text.Length > JournalLimits.CursorCharactersMax || !Base64Url.IsValid(text))
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < HeaderSize + TagSize || bytes[0] is not (First or Later))
        {
            return null;
        }

        var signed = bytes[..^TagSize];
        if (BinaryPrimitives.ReadUInt128BigEndian(bytes[^TagSize..]) != pseudonyms.Tag(signed))
        {
            return null;
        }

        issuedAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]));
        var rest = signed[HeaderSize..];
        AccountKey? snapshot = null;
        if (signed[HeaderSize - 1] == 1)
        {
            snapshot = AccountKey.FromBytes(rest[..KeySize]);
            rest = rest[KeySize..];
        }

        // What is signed is well-formed: nobody but us has the key.
        var floor = (int)Take(ref rest);
        var writers = new WriterPosition[Take(ref rest)];
        var writer = 0;
        for (var i = 0; i < writers.Length; i++)
        {
            writer += (int)Take(ref rest);
            writers[i] = new WriterPosition(writer, Take(ref rest), (int)Take(ref rest));
        }

        return new FeedCursor(new FeedPosition(floor, writers), snapshot)
        {
            Incarnation = bytes[0] == Later ? (int)Take(ref rest) : 0,
            Consents = rest.IsEmpty ? null : Take(ref rest) - 1,
        };
    }

    private static void Put(Span<byte> bytes, ref int at, long value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes[at++] = (byte)(value | 0x80);
        }

        bytes[at++] = (byte)value;
    }

    private static long Take(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
