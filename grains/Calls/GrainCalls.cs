using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Grains.Calls;

/// <summary>
/// The edge's side of a call: lays in the capsule, and turns whatever Orleans throws into an outcome. A call that met
/// a silo outside the tenant's pool is made once more, by a map read anew.
/// </summary>
internal sealed class GrainCalls(
    CapsuleIssuer capsules, PoolMapCache pools, EngineMetrics metrics, ILogger<GrainCalls> logger)
{
    public async ValueTask<Outcome<T>> Make<TGrain, TCall, T>(
        TGrain grain, GrainKey key, ContractMethod method, Caller caller,
        TCall call, Func<TGrain, Caller, TCall, ValueTask<Outcome<T>>> run)
    {
        if (pools.Current.IsMoving(key.Tenant))
        {
            return new Failure.Retry(Limits.RetryAfter, "moving"); // no pool serves it for these moments
        }

        if (pools.Current.PoolOf(key.Tenant) is null)
        {
            await pools.Reach(pools.Current.Epoch + 1); // a tenant that was made a moment ago
        }

        for (var tries = 1; ; tries++)
        {
            var outcome = await Once(grain, key, method, caller, call, run);
            if (outcome.Failure is not Failure.Moved || tries >= Limits.PlacementTries)
            {
                return outcome;
            }

            await pools.Reach(pools.Current.Epoch + 1);
        }
    }

    private async ValueTask<Outcome<T>> Once<TGrain, TCall, T>(
        TGrain grain, GrainKey key, ContractMethod method, Caller caller,
        TCall call, Func<TGrain, Caller, TCall, ValueTask<Outcome<T>>> run)
    {
        try
        {
            capsules.Attach(caller, key, method);
            return await run(grain, caller, call);
        }
        catch (Exception e) when (e is LimitExceededException or GatewayTooBusyException)
        {
            metrics.TurnRefused("overloaded");
            return new Failure.Retry(Limits.RetryAfter, "overloaded"); // refused at the door: not carried out
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            CallLog.NoAnswer(logger, method.Name, key.ToString(), e.GetType().Name, e);
            return new Failure.Unknown();
        }
        finally
        {
            RequestContext.Remove(CapsuleIssuer.Header);
        }
    }
}
