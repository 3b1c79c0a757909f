using System.Collections.Concurrent;
using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansRisk.Cluster.Tests.Support;

/// <summary>Keeps the states of Orleans' own grains for the silos of one test; gone with it.</summary>
internal sealed class VolatileGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), object> _states = new();
    private int _written;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = _states.TryGetValue((stateName, grainId), out var state);
        grainState.State = state is T kept ? kept : Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _states[(stateName, grainId)] = grainState.State!;
        grainState.RecordExists = true;
        grainState.ETag = Interlocked.Increment(ref _written).ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _states.TryRemove((stateName, grainId), out _);
        (grainState.RecordExists, grainState.State) = (false, Activator.CreateInstance<T>());
        return Task.CompletedTask;
    }
}
