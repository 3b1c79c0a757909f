using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.GeneratedCodeHelpers;
using Orleans.Serialization.WireProtocol;

namespace OrleansRisk.Grains.Values;

/// <summary>A list crosses as an array of its elements: the name of the type that holds it is no contract.</summary>
[RegisterSerializer]
internal sealed class ReadOnlyListCodec<T>(IFieldCodec<T[]> arrays) : IFieldCodec<IReadOnlyList<T>>
{
    private readonly IFieldCodec<T[]> _arrays = OrleansGeneratedCodeHelper.UnwrapService(null!, arrays);

    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, IReadOnlyList<T>? value)
        where TBufferWriter : IBufferWriter<byte> => _arrays.WriteField(
            ref writer, fieldIdDelta, typeof(T[]), value is null ? null! : value as T[] ?? [.. value]);

    public IReadOnlyList<T>? ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        _arrays.ReadValue(ref reader, field)!;
}
