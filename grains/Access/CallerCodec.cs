using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Grains.Access;

/// <summary>
/// Writes nothing: a caller travels in the call token alone, and the filter hands on whom that proves.
/// </summary>
[RegisterSerializer, RegisterCopier]
internal sealed class CallerCodec : IFieldCodec<Caller>, IDeepCopier<Caller>
{
    [return: NotNullIfNotNull(nameof(input))]
    public Caller? DeepCopy(Caller? input, CopyContext context) => input;

    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, Caller? value)
        where TBufferWriter : IBufferWriter<byte> => ReferenceCodec.WriteNullReference(ref writer, fieldIdDelta);

    public Caller? ReadValue<TInput>(ref Reader<TInput> reader, Field field) => field.IsReference
        ? ReferenceCodec.ReadReference<Caller, TInput>(ref reader, field)
        : throw new NotSupportedException("A caller arrives in its call token.");
}
