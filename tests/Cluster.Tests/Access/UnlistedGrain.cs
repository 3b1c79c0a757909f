using Orleans;

namespace OrleansRisk.Cluster.Tests.Access;

/// <summary>A grain somebody forgot to give a contract.</summary>
public interface IUnlistedGrain : IGrainWithStringKey
{
    Task<int> Plain();

    IAsyncEnumerable<int> Streamed();
}

internal sealed class UnlistedGrain : Grain, IUnlistedGrain
{
    private static int _begun;

    public static int Begun => Volatile.Read(ref _begun);

    public Task<int> Plain() => Task.FromResult(Interlocked.Increment(ref _begun));

    public async IAsyncEnumerable<int> Streamed()
    {
        yield return Interlocked.Increment(ref _begun);
        await Task.CompletedTask;
    }
}
