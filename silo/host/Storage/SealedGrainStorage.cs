using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace OrleansRisk.Host.Storage;

/// <summary>
/// Orleans' own storage with every state sealed before it is handed down. Here and not in a serializer, for a
/// serializer is told neither the grain nor the state's name, and so cannot bind what it seals to its row.
/// </summary>
internal sealed class SealedGrainStorage(IGrainStorage inner, StateSeal seal, Serializer serializer)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle observer) =>
        (inner as ILifecycleParticipant<ISiloLifecycle>)?.Participate(observer);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = Row(grainState);
        await inner.ReadStateAsync(stateName, grainId, row);
        (grainState.ETag, grainState.RecordExists) = (row.ETag, row.RecordExists);
        if (row.RecordExists)
        {
            var content = seal.Open(stateName, grainId.ToString(), row.State!.Bytes);
            grainState.State = serializer.Deserialize<T>(content);
        }
        else
        {
            grainState.State = Activator.CreateInstance<T>();
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = Row(grainState);
        row.State = new SealedState
        {
            Bytes = seal.Seal(stateName, grainId.ToString(), serializer.SerializeToArray(grainState.State)),
        };
        await inner.WriteStateAsync(stateName, grainId, row);
        (grainState.ETag, grainState.RecordExists) = (row.ETag, row.RecordExists);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = Row(grainState);
        await inner.ClearStateAsync(stateName, grainId, row);
        (grainState.ETag, grainState.RecordExists) = (row.ETag, row.RecordExists);
        grainState.State = Activator.CreateInstance<T>();
    }

    private static GrainState<SealedState> Row<T>(IGrainState<T> state) =>
        new(new SealedState(), state.ETag) { RecordExists = state.RecordExists };
}

/// <summary>What the provider below sees of a state.</summary>
internal sealed class SealedState
{
    public byte[] Bytes { get; init; } = [];
}

/// <summary>Hands sealed bytes through as they are.</summary>
internal sealed class SealedStateBytes : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(((SealedState)(object)input!).Bytes);

    public T Deserialize<T>(BinaryData input) => (T)(object)new SealedState { Bytes = input.ToArray() };
}
