using System.Buffers;
using System.Security.Cryptography;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Snapshots;

/// <summary>
/// The whole state of an account, as snapshots and bases carry it before sealing: its profile and core's buffer.
/// <code>
/// bytes  what
/// 1      version: 1
///        profile (see <see cref="ProfileCodec"/>)
/// unsig. length of core's buffer
///        core's buffer
/// </code>
/// </summary>
public static class StateCodec
{
    public const byte Version = 1;

    public static void Write(IBufferWriter<byte> output, AccountProfile profile, ReadOnlySpan<byte> state)
    {
        var writer = new PayloadWriter(output);
        writer.Byte(Version);
        ProfileCodec.Write(ref writer, profile);
        writer.Count(state.Length, JournalLimits.StateBytesMax, "bytes of a state");
        writer.Bytes(state);
        writer.Flush();
    }

    /// <summary>
    /// The profile, and where core's buffer lies in <paramref name="bytes"/>; throws
    /// <see cref="RecordUnreadableException"/> where these are no state of this version. Core checks its own part.
    /// </summary>
    public static AccountProfile Read(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> state)
    {
        var reader = new PayloadReader(bytes);
        var version = reader.Byte();
        if (version != Version)
        {
            throw new RecordUnreadableException($"state version {version} is not known");
        }

        var profile = ProfileCodec.Read(ref reader);
        state = reader.Take(reader.Count(JournalLimits.StateBytesMax, "bytes of a state"));
        reader.End();
        return profile;
    }

    /// <summary>
    /// 8 bytes that stand for a profile; made once where it changes, and mixed into each record's state hash.
    /// </summary>
    public static ulong HashOf(AccountProfile profile)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        var writer = new PayloadWriter(bytes);
        ProfileCodec.Write(ref writer, profile);
        writer.Flush();
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(bytes.WrittenSpan));
    }

    /// <summary>
    /// The state hash of a record: of profile and core's state together. A checksum against mistakes of ours; against
    /// intruders there is the seal, so mixing is enough.
    /// </summary>
    public static ulong Combine(ulong profileHash, ulong coreHash)
    {
        var mixed = (profileHash * 0x9E37_79B9_7F4A_7C15UL) ^ coreHash;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8_FEB8_6659_FD93UL;
        return mixed ^ (mixed >> 32);
    }
}
