using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace OrleansRisk.Grains.Access;

/// <summary>
/// A capsule as it lies in a call's request context. While the call stays in the process that issued it, this is the
/// capsule itself, which nobody else can have made; where the call leaves, its sealed bytes go, and bytes are what
/// arrives.
/// </summary>
internal sealed class LaidCapsule(CallerCapsule capsule, CapsuleKey key)
{
    public CallerCapsule Capsule => capsule;

    public byte[] Seal() => CapsuleFormat.Seal(capsule, key);
}

/// <summary>Writes the bytes and reads nothing: no message can bring a capsule that needs no seal.</summary>
[RegisterSerializer, RegisterCopier]
internal sealed class LaidCapsuleCodec : IFieldCodec<LaidCapsule>, IDeepCopier<LaidCapsule>
{
    [return: NotNullIfNotNull(nameof(input))]
    public LaidCapsule? DeepCopy(LaidCapsule? input, CopyContext context) => input;

    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, LaidCapsule? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is null)
        {
            ReferenceCodec.WriteNullReference(ref writer, fieldIdDelta);
            return;
        }

        ReferenceCodec.MarkValueField(writer.Session);
        var bytes = value.Seal();
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(byte[]), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)bytes.Length);
        writer.Write(bytes);
    }

    public LaidCapsule ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        throw new NotSupportedException("A capsule arrives as sealed bytes.");
}
