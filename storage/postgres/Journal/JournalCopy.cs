using System.Buffers.Binary;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Postgres.Journal;

/// <summary>
/// A group as the bytes of a binary COPY, made before the transaction begins: no row is locked while we encode. The
/// buffer is kept from commit to commit.
/// </summary>
internal sealed class JournalCopy
{
    public const string Statement =
        "copy risk.journal (tenant, account, generation, kind, fold_version, first_sequence, last_sequence, period, " +
        "next_period, lane, commit_number, state_hash, previous_hash, identities, sealed, base) " +
        "from stdin (format binary)";

    private const int Fields = 16;
    private const int FixedPerRow = 2 + (Fields * 4) + 4 + 16 + 2 + 2 + 4 + 8 + 8 + 4 + 4 + 4 + 8 + 8 + 16;
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    private byte[] _buffer = [];
    private int _length;

    /// <summary>The encoded group; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Encode(int writer, long number, IReadOnlyList<JournalRecord> group)
    {
        Reserve(group);
        _length = 0;
        Raw(Header);
        for (var i = 0; i < group.Count; i++)
        {
            Row(writer, number, group[i]);
        }

        BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);
        return _buffer.AsMemory(0, _length);
    }

    private void Reserve(IReadOnlyList<JournalRecord> group)
    {
        var size = Header.Length + 2;
        for (var i = 0; i < group.Count; i++)
        {
            var record = group[i];
            size = checked(size + FixedPerRow + record.Identities.Length + record.Body.Length + record.Base.Length);
        }

        if (size > _buffer.Length || _buffer.Length > Limits.CopyBufferKeptMax)
        {
            _buffer = new byte[Math.Max(size, Math.Min(size * 2L, Limits.CopyBufferKeptMax))];
        }
    }

    private void Row(int writer, long number, JournalRecord record)
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), Fields);
        Int(record.Tenant.Value);
        UInt128Bytes(record.Account.Value);
        Short(record.Generation);
        Short((short)record.Kind);
        Int(record.ScoringVersion);
        Long(record.FirstSequence);
        Long(record.LastSequence);
        Int(record.Month.Value);
        Int(record.NextMonth.Value);
        Int(writer);
        Long(number);
        Long(unchecked((long)record.StateHash));
        UInt128Bytes(record.PreviousHash);
        Bytes(record.Identities.Span);
        Bytes(record.Body.Span);
        if (record.Base.IsEmpty)
        {
            BinaryPrimitives.WriteInt32BigEndian(Take(4), -1); // null
        }
        else
        {
            Bytes(record.Base.Span);
        }
    }

    private Span<byte> Take(int count)
    {
        var span = _buffer.AsSpan(_length, count);
        _length += count;
        return span;
    }

    private Span<byte> Field(int count)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), count);
        return Take(count);
    }

    private void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    private void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Field(bytes.Length));

    private void Short(short value) => BinaryPrimitives.WriteInt16BigEndian(Field(2), value);

    private void Int(int value) => BinaryPrimitives.WriteInt32BigEndian(Field(4), value);

    private void Long(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(8), value);

    private void UInt128Bytes(UInt128 value) => BinaryPrimitives.WriteUInt128BigEndian(Field(16), value);
}
