using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace OrleansRisk.Grains.Access;

/// <summary>
/// A call token as it lies in a call's request context. While the call stays in the process that issued it, this is the
/// token itself, which nobody else can have made; where the call leaves, its signed bytes go, and bytes are what
/// arrives.
/// </summary>
internal sealed class LocalCallToken(CallToken token, CallTokenKey key)
{
    public CallToken Token => token;

    public byte[] Sign() => CallTokenFormat.Sign(token, key);
}

/// <summary>Writes the bytes and reads nothing: no message can bring a token that needs no signature.</summary>
[RegisterSerializer, RegisterCopier]
internal sealed class LocalCallTokenCodec : IFieldCodec<LocalCallToken>, IDeepCopier<LocalCallToken>
{
    [return: NotNullIfNotNull(nameof(input))]
    public LocalCallToken? DeepCopy(LocalCallToken? input, CopyContext context) => input;

    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, LocalCallToken? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is null)
        {
            ReferenceCodec.WriteNullReference(ref writer, fieldIdDelta);
            return;
        }

        ReferenceCodec.MarkValueField(writer.Session);
        var bytes = value.Sign();
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(byte[]), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)bytes.Length);
        writer.Write(bytes);
    }

    public LocalCallToken ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        throw new NotSupportedException("A call token arrives as signed bytes.");
}
