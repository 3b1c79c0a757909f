using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Grains.Values;

/// <summary>
/// Carries a value of core, or one that is made of them, as one block of the bytes that records use. Every such value
/// is immutable, so within a silo it is handed over as it is.
/// </summary>
internal abstract class BlobCodec<T> : IFieldCodec<T>, IDeepCopier<T>
{
    [return: NotNullIfNotNull(nameof(input))]
    public T? DeepCopy(T? input, CopyContext context) => input;

    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, T? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is null)
        {
            ReferenceCodec.WriteNullReference(ref writer, fieldIdDelta);
            return;
        }

        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(T), WireType.LengthPrefixed);
        WriteBlob(ref writer, value);
    }

    public T? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference)
        {
            return ReferenceCodec.ReadReference<T, TInput>(ref reader, field);
        }

        ReferenceCodec.MarkValueField(reader.Session);
        field.EnsureWireType(WireType.LengthPrefixed);
        var length = reader.ReadVarUInt32();
        if (length > Limits.BlobBytesMax)
        {
            throw new RecordUnreadableException($"a value of {length} bytes: at most {Limits.BlobBytesMax}");
        }

        return reader.TryReadBytes((int)length, out var bytes) ? ReadWhole(bytes) : ReadWhole(reader.ReadBytes(length));
    }

    protected abstract void Write(ref PayloadWriter writer, T value);

    protected abstract T Read(ref PayloadReader reader);

    private void WriteBlob<TBufferWriter>(ref Writer<TBufferWriter> writer, T value)
        where TBufferWriter : IBufferWriter<byte>
    {
        var buffer = Blobs.Rent();
        try
        {
            var body = new PayloadWriter(buffer);
            Write(ref body, value);
            body.Flush();
            writer.WriteVarUInt32((uint)buffer.WrittenCount);
            writer.Write(buffer.WrittenSpan);
        }
        finally
        {
            Blobs.Return(buffer);
        }
    }

    private T ReadWhole(ReadOnlySpan<byte> bytes)
    {
        var reader = new PayloadReader(bytes);
        var value = Read(ref reader);
        reader.End();
        return value;
    }
}

/// <summary>One buffer a thread for what is written into messages.</summary>
internal static class Blobs
{
    private const int KeptBytes = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _idle;

    /// <summary>Takes this thread's buffer, or a new one where that is in use further up the stack.</summary>
    public static ArrayBufferWriter<byte> Rent()
    {
        var buffer = _idle ?? new ArrayBufferWriter<byte>(4_096);
        _idle = null;
        buffer.ResetWrittenCount();
        return buffer;
    }

    public static void Return(ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity <= KeptBytes)
        {
            _idle = buffer;
        }
    }
}
