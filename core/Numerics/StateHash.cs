using System.Buffers.Binary;
using System.Numerics;

namespace OrleansRisk.Core.Numerics;

/// <summary>
/// XXH64: a hash for finding differences, not for withstanding an attacker; that is what the seal is for.
/// </summary>
public static class StateHash
{
    private const ulong P1 = 0x9E3779B185EBCA87, P2 = 0xC2B2AE3D27D4EB4F, P3 = 0x165667B19E3779F9;
    private const ulong P4 = 0x85EBCA77C2B2AE63, P5 = 0x27D4EB2F165667C5;

    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var rest = bytes;
        var hash = bytes.Length >= 32 ? Stripes(ref rest, seed) : seed + P5;
        return Avalanche(Tail(rest, hash + (ulong)bytes.Length));
    }

    private static ulong Stripes(ref ReadOnlySpan<byte> bytes, ulong seed)
    {
        ulong a = seed + P1 + P2, b = seed + P2, c = seed, d = seed - P1;
        while (bytes.Length >= 32)
        {
            a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
            d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
            bytes = bytes[32..];
        }

        var hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) +
                   BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
        return Merge(Merge(Merge(Merge(hash, a), b), c), d);
    }

    private static ulong Tail(ReadOnlySpan<byte> bytes, ulong hash)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            hash ^= Round(0, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            hash = (BitOperations.RotateLeft(hash, 27) * P1) + P4;
        }

        if (bytes.Length >= 4)
        {
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes) * P1;
            hash = (BitOperations.RotateLeft(hash, 23) * P2) + P3;
            bytes = bytes[4..];
        }

        foreach (var last in bytes)
        {
            hash = BitOperations.RotateLeft(hash ^ (last * P5), 11) * P1;
        }

        return hash;
    }

    private static ulong Round(ulong lane, ulong input) => BitOperations.RotateLeft(lane + (input * P2), 31) * P1;

    private static ulong Merge(ulong hash, ulong lane) => ((hash ^ Round(0, lane)) * P1) + P4;

    private static ulong Avalanche(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * P2;
        hash = (hash ^ (hash >> 29)) * P3;
        return hash ^ (hash >> 32);
    }
}
