using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Grains.Calls;

/// <summary>The grain's side of a call whose actor needs no turns: whatever is thrown becomes "ask again".</summary>
internal sealed class GrainCallee(ILogger<GrainCallee> logger)
{
    public async ValueTask<TOutcome> Answer<TActor, TCall, TOutcome>(
        Grain grain, Func<TActor, TCall, ValueTask<TOutcome>> run, TActor actor, TCall call)
    {
        try
        {
            return await run(actor, call);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            CallLog.ReadFailed(logger, grain.GetPrimaryKeyString(), e);
            return Refusals.Of<TOutcome>(Refusal.Retry);
        }
    }
}
