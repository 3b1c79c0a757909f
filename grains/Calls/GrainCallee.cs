using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Grains.Calls;

/// <summary>The grain's side of a call whose actor needs no turns: whatever is thrown becomes "ask again".</summary>
internal sealed class GrainCallee(ILogger<GrainCallee> logger)
{
    public async ValueTask<Outcome<T>> Answer<TActor, TCall, T>(
        Grain grain, Func<TActor, TCall, ValueTask<Outcome<T>>> run, TActor actor, TCall call)
    {
        try
        {
            return await run(actor, call);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            CallLog.ReadFailed(logger, grain.GetPrimaryKeyString(), e);
            return new Failure.Retry(Limits.RetryAfter, "failed");
        }
    }
}
