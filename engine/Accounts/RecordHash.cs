using System.Buffers.Binary;
using System.Security.Cryptography;
using OrleansRisk.Engine.Journal;

namespace OrleansRisk.Engine.Accounts;

/// <summary>
/// The hash that chains an account's records: the first 16 bytes of SHA-256 over header, identities and sealed body. The
/// hash of the record before is part of the header, so one hash stands for all records up to its own.
/// </summary>
internal static class RecordHash
{
    private const int HeaderSize = 4 + 16 + 2 + 1 + 2 + 8 + 8 + 4 + 4 + 16 + 8 + 4;

    public static UInt128 Of(JournalRecord record)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteInt32BigEndian(header, record.Tenant.Value);
        BinaryPrimitives.WriteUInt128BigEndian(header[4..], record.Account.Value);
        BinaryPrimitives.WriteInt16BigEndian(header[20..], record.Generation);
        header[22] = (byte)record.Kind;
        BinaryPrimitives.WriteUInt16BigEndian(header[23..], record.FoldVersion);
        BinaryPrimitives.WriteInt64BigEndian(header[25..], record.FirstSequence);
        BinaryPrimitives.WriteInt64BigEndian(header[33..], record.LastSequence);
        BinaryPrimitives.WriteInt32BigEndian(header[41..], record.Period.Value);
        BinaryPrimitives.WriteInt32BigEndian(header[45..], record.NextPeriod.Value);
        BinaryPrimitives.WriteUInt128BigEndian(header[49..], record.PreviousHash);
        BinaryPrimitives.WriteUInt64BigEndian(header[65..], record.StateHash);
        BinaryPrimitives.WriteInt32BigEndian(header[73..], record.Identities.Length);
        return Of(header, record.Identities.Span, record.Body.Span);
    }

    private static UInt128 Of(ReadOnlySpan<byte> header, ReadOnlySpan<byte> identities, ReadOnlySpan<byte> body)
    {
        var length = header.Length + identities.Length + body.Length;
        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(length);
        header.CopyTo(rented);
        identities.CopyTo(rented.AsSpan(header.Length));
        body.CopyTo(rented.AsSpan(header.Length + identities.Length));

        // One call over joined bytes costs a third of an incremental hash, and records are small.
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(rented.AsSpan(0, length), hash);
        System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
