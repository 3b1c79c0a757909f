using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Grains.Access;

/// <summary>
/// A caller leaves the process as the signed token of the call and nothing else; what arrives is bytes, which the
/// filter checks: no message can bring a caller that needs no signature.
/// </summary>
[RegisterSerializer, RegisterCopier]
internal sealed class CallerCodec : IFieldCodec<Caller>, IDeepCopier<Caller>
{
    [return: NotNullIfNotNull(nameof(input))]
    public Caller? DeepCopy(Caller? input, CopyContext context) => input;

    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, Caller? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        var token = value is LocalCaller local ? local.Sign() : (value as SignedCaller)?.Token;
        if (token is null)
        {
            ReferenceCodec.WriteNullReference(ref writer, fieldIdDelta);
            return;
        }

        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(Caller), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)token.Length);
        writer.Write(token);
    }

    public Caller? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference)
        {
            return ReferenceCodec.ReadReference<Caller, TInput>(ref reader, field);
        }

        field.EnsureWireType(WireType.LengthPrefixed);
        ReferenceCodec.MarkValueField(reader.Session);
        var length = reader.ReadVarUInt32();
        if (length > Limits.CallTokenBytesMax)
        {
            reader.Skip(length);
            return new SignedCaller([]);
        }

        return new SignedCaller(reader.ReadBytes(length));
    }
}
