using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// What chains the records of an account: the first 16 bytes of SHA-256 over header and sealed body, big-endian.
/// The base is not part of it: it has a seal of its own at the same place, and readers may leave it out.
/// <code>
/// offset size  what (integers big-endian)
/// 0      1     format: 1
/// 1      4     tenant number of the tenant's origin
/// 5      16    account
/// 21     2     generation
/// 23     1     kind
/// 24     2     scoring version
/// 26     8     first sequence
/// 34     8     last sequence
/// 42     4     month
/// 46     4     next month
/// 50     16    hash of the record before
/// 66     8     state hash
/// 74     4     length of the identities, then the identities
///        4     length of the sealed body, then the sealed body
/// </code>
/// </summary>
public static class RecordHash
{
    private const byte Format = 1;
    private const int Fixed = 78;
    private const int OnStackMax = 2_048;

    public static UInt128 Of(JournalRecord record, TenantOrigin origin)
    {
        var length = Fixed + record.Identities.Length + sizeof(int) + record.Body.Length;
        var rented = length > OnStackMax ? ArrayPool<byte>.Shared.Rent(length) : null;
        var bytes = rented is null ? stackalloc byte[OnStackMax] : rented;
        Write(bytes, record, origin.Number);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private static void Write(Span<byte> bytes, JournalRecord record, int tenant)
    {
        bytes[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(bytes[1..], tenant);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[5..], record.Account.Value);
        BinaryPrimitives.WriteInt16BigEndian(bytes[21..], record.Generation);
        bytes[23] = (byte)record.Kind;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[24..], record.ScoringVersion);
        BinaryPrimitives.WriteInt64BigEndian(bytes[26..], record.FirstSequence);
        BinaryPrimitives.WriteInt64BigEndian(bytes[34..], record.LastSequence);
        BinaryPrimitives.WriteInt32BigEndian(bytes[42..], record.Month.Value);
        BinaryPrimitives.WriteInt32BigEndian(bytes[46..], record.NextMonth.Value);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[50..], record.PreviousHash);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[66..], record.StateHash);
        BinaryPrimitives.WriteInt32BigEndian(bytes[74..], record.Identities.Length);
        record.Identities.Span.CopyTo(bytes[Fixed..]);
        var rest = bytes[(Fixed + record.Identities.Length)..];
        BinaryPrimitives.WriteInt32BigEndian(rest, record.Body.Length);
        record.Body.Span.CopyTo(rest[sizeof(int)..]);
    }
}
