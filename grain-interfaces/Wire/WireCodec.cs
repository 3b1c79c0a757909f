using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace OrleansRisk.GrainInterfaces.Wire;

/// <summary>
/// Carries one of our types as a single block of our own bytes, format number first. Every crossing type is
/// immutable, so within a silo it is handed over as it is.
/// </summary>
internal abstract class WireCodec<T> : IFieldCodec<T>, IDeepCopier<T>
    where T : class
{
    private const byte Format = 1;

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
        var wire = WireWriter.Rent();
        try
        {
            Encode(wire, value);
            writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(T), WireType.LengthPrefixed);
            writer.WriteVarUInt32((uint)wire.Written.Length);
            writer.Write(wire.Written);
        }
        finally
        {
            wire.Return();
        }
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
        if (length > Limits.MessageBytesMax)
        {
            throw new WireFormatException("A message is over its limit.");
        }

        return reader.TryReadBytes((int)length, out var bytes) ? Decode(bytes) : Decode(reader.ReadBytes(length));
    }

    internal void Encode(WireWriter wire, T value)
    {
        wire.Byte(Format);
        Write(wire, value);
        if (wire.Written.Length > Limits.MessageBytesMax)
        {
            throw new WireFormatException("A message is over its limit.");
        }
    }

    internal T Decode(ReadOnlySpan<byte> bytes)
    {
        var wire = new WireReader(bytes);
        return wire.Byte() == Format
            ? Read(ref wire) : throw new WireFormatException("The message is of an unknown format.");
    }

    protected abstract void Write(WireWriter wire, T value);

    protected abstract T Read(ref WireReader wire);
}
