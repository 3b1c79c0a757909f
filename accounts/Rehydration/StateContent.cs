using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Snapshots;

namespace OrleansRisk.Accounts.Rehydration;

/// <summary>
/// What is sealed as a snapshot or a base: the profile and, in place of core's plain buffer, where the account stands
/// and that buffer with its runs of zero words left out. A young account's state is mostly zeros, and every account
/// writes one with its first record.
/// <code>
/// 8 bytes sequence, 4 bytes month of the newest record, 8 bytes state hash,
/// then until the state is full: 2 bytes count of words, 2 bytes count of zero words behind them, the words
/// then, of an account that was rebuilt or is to be: 4 bytes revision, 8 bytes sequence of the newest
/// rebuild, 4 bytes rows that wait, and where there are any, 4 bytes live rows that came late
/// </code>
/// </summary>
internal static class StateContent
{
    private const int HeaderSize = 8 + 4 + 8;
    private const int WordSize = sizeof(ulong);
    private const int MarkSize = 4 + 8 + 4, LateMarkSize = MarkSize + 4;

    /// <summary>Zero words that are worth the four bytes which stand for them.</summary>
    private const int RunMin = 2;

    /// <summary>
    /// The most that a packed state takes: one literal between shortest runs, and four bytes around each.
    /// </summary>
    private const int PackedSizeMax =
        HeaderSize + AccountState.Size + (AccountState.Size / WordSize * 4) + 4 + LateMarkSize;

    public static byte[] Write(
        long sequence, JournalMonth month, ulong stateHash, AccountProfile profile, ReadOnlySpan<byte> state,
        TimelineMark mark)
    {
        var packed = ArrayPool<byte>.Shared.Rent(PackedSizeMax);
        BinaryPrimitives.WriteInt64LittleEndian(packed, sequence);
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(8), month.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(packed.AsSpan(12), stateHash);
        var length = HeaderSize + Pack(state[..AccountState.Size], packed.AsSpan(HeaderSize));
        length += Write(packed.AsSpan(length), mark);
        var output = new ArrayBufferWriter<byte>(length + 256);
        StateCodec.Write(output, profile, packed.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(packed, clearArray: true);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Unpacks into <paramref name="state"/>; throws <see cref="RecordUnreadableException"/> where it is none of ours.
    /// </summary>
    public static StateHeader Read(ReadOnlySpan<byte> content, Span<byte> state)
    {
        var profile = StateCodec.Read(content, out var packed);
        if (packed.Length < HeaderSize)
        {
            throw new RecordUnreadableException("a state ends too soon");
        }

        var mark = ReadMark(Unpack(packed[HeaderSize..], state));
        return new StateHeader(
            BinaryPrimitives.ReadInt64LittleEndian(packed),
            new JournalMonth(BinaryPrimitives.ReadInt32LittleEndian(packed[8..])),
            BinaryPrimitives.ReadUInt64LittleEndian(packed[12..]), profile, mark);
    }

    private static int Write(Span<byte> target, TimelineMark mark)
    {
        if (mark == default)
        {
            return 0;
        }

        BinaryPrimitives.WriteInt32LittleEndian(target, mark.Revision);
        BinaryPrimitives.WriteInt64LittleEndian(target[4..], mark.RebuiltAt);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], mark.Waiting);
        if (mark.Late == 0)
        {
            return MarkSize;
        }

        BinaryPrimitives.WriteInt32LittleEndian(target[MarkSize..], mark.Late);
        return LateMarkSize;
    }

    private static TimelineMark ReadMark(ReadOnlySpan<byte> rest) => rest.Length switch
    {
        0 => default,
        MarkSize or LateMarkSize => new TimelineMark(
            BinaryPrimitives.ReadInt32LittleEndian(rest), BinaryPrimitives.ReadInt64LittleEndian(rest[4..]),
            BinaryPrimitives.ReadInt32LittleEndian(rest[12..]),
            rest.Length == MarkSize ? 0 : BinaryPrimitives.ReadInt32LittleEndian(rest[MarkSize..])),
        _ => throw new RecordUnreadableException("a packed state goes on after its end"),
    };

    private static int Pack(ReadOnlySpan<byte> state, Span<byte> target)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(state);
        var (at, written) = (0, 0);
        while (at < words.Length)
        {
            var literals = LengthOfLiterals(words[at..]);
            var afterwards = words[(at + literals)..];
            var zeros = afterwards.IndexOfAnyExcept(0UL);
            zeros = zeros < 0 ? afterwards.Length : zeros;
            BinaryPrimitives.WriteUInt16LittleEndian(target[written..], checked((ushort)literals));
            BinaryPrimitives.WriteUInt16LittleEndian(target[(written + 2)..], checked((ushort)zeros));
            MemoryMarshal.AsBytes(words.Slice(at, literals)).CopyTo(target[(written + 4)..]);
            written += 4 + (literals * WordSize);
            at += literals + zeros;
        }

        return written;
    }

    /// <summary>Words up to the next run of zeros that is long enough to leave out.</summary>
    private static int LengthOfLiterals(ReadOnlySpan<ulong> words)
    {
        var length = 0;
        while (length < words.Length)
        {
            var zero = words[length..].IndexOf(0UL);
            if (zero < 0)
            {
                return words.Length;
            }

            length += zero;
            var run = words[length..].IndexOfAnyExcept(0UL);
            if (run < 0 || run >= RunMin)
            {
                return length;
            }

            length += run;
        }

        return length;
    }

    /// <summary>Answers with what follows.</summary>
    private static ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> packed, Span<byte> state)
    {
        var rest = state[..AccountState.Size];
        while (!rest.IsEmpty)
        {
            if (packed.Length < 4)
            {
                throw new RecordUnreadableException("a packed state ends too soon");
            }

            var literals = BinaryPrimitives.ReadUInt16LittleEndian(packed) * WordSize;
            var zeros = BinaryPrimitives.ReadUInt16LittleEndian(packed[2..]) * WordSize;
            packed = packed[4..];
            if (literals + zeros > rest.Length || literals + zeros == 0 || literals > packed.Length)
            {
                throw new RecordUnreadableException("a packed state has another length");
            }

            packed[..literals].CopyTo(rest);
            rest.Slice(literals, zeros).Clear();
            rest = rest[(literals + zeros)..];
            packed = packed[literals..];
        }

        return packed;
    }
}

/// <summary>Where an account stood when its state was written.</summary>
internal readonly record struct StateHeader(
    long Sequence, JournalMonth Month, ulong StateHash, AccountProfile Profile, TimelineMark Mark);
