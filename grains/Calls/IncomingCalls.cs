using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Metrics;
using OrleansRisk.Grains.Notifications;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Grains.Calls;

/// <summary>
/// Stands before every call on a silo. A method of ours passes with a genuine token that the rules permit, on a
/// silo of the tenant's pool, and is handed the caller whom the token proves; Orleans' own interfaces pass by name;
/// everything else is refused.
/// </summary>
internal sealed class IncomingCalls(
    CallTokenVerifier verifier, PoolGuard pools, StreamAuthorization streams, GrainMetrics metrics,
    ILogger<IncomingCalls> logger)
    : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (ContractMethod.Find(context.InterfaceMethod) is not { } method)
        {
            return InvokeOrleans(context);
        }

        if (!IsProven(context, method, out var call))
        {
            return Task.CompletedTask;
        }

        return method.Kind == GrainKind.Account ? Beside(context, method, call) : Invoke(context, method, call);
    }

    // A method of its own, so that no other call makes what the lambda holds.
    private Task Beside(IIncomingGrainCallContext context, ContractMethod method, ProvenCall call) =>
        BesideScheduler.Run(() => Invoke(context, method, call));

    private async Task Invoke(IIncomingGrainCallContext context, ContractMethod method, ProvenCall call)
    {
        if (!await IsAdmitted(context, method, call))
        {
            return;
        }

        try
        {
            await context.Invoke();
            if (context.Response?.Exception is { } thrown and not OutOfMemoryException)
            {
                context.Response = Unknown(method, call.Key, thrown);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            context.Response = Unknown(method, call.Key, e);
        }
        finally
        {
            pools.Leave(call.Key.Tenant);
        }
    }

    private bool IsProven(IIncomingGrainCallContext context, ContractMethod method, out ProvenCall call)
    {
        var fault = verifier.Check(method, context.TargetId, context.Request.GetArgument(0), out call);
        if (fault == CallTokenFault.None)
        {
            return true;
        }

        metrics.CallRefused(fault);
        CallLog.Denied(logger, method.Name, context.TargetId.Key.ToString()!, fault);
        context.Response = method.Respond(FailureOf(fault));
        return false;
    }

    /// <summary>Whether the call may go on, in the name of whom it is proved to be of.</summary>
    private async ValueTask<bool> IsAdmitted(IIncomingGrainCallContext context, ContractMethod method, ProvenCall call)
    {
        if (!await pools.Admits(context.TargetContext, call.Key, call.Epoch))
        {
            context.Response = method.Respond(new Failure.Moved());
            return false;
        }

        metrics.CallWaited(verifier.AgeOf(call));
        context.Request.SetArgument(0, call.Caller);
        return true;
    }

    private Task InvokeOrleans(IIncomingGrainCallContext context)
    {
        if (!IsExempt(context))
        {
            metrics.CallRefused(CallTokenFault.NoContract);
            CallLog.Refused(logger, context.TargetId, context.InterfaceName, context.MethodName);
            Refuse(context);
            return Task.CompletedTask;
        }

        if (streams.Check(context) is not CallTokenFault.None and var fault)
        {
            metrics.CallRefused(fault);
            CallLog.Denied(logger, context.MethodName, context.TargetId.ToString(), fault);
            Refuse(context);
            return Task.CompletedTask;
        }

        return context.Invoke();
    }

    private static void Refuse(IIncomingGrainCallContext context) =>
        context.Response = Response.FromException(new UnauthorizedAccessException("This call is not permitted."));

    private static bool IsExempt(IIncomingGrainCallContext context) =>
        ExemptInterfaces.Contains(context.InterfaceMethod.DeclaringType, GrainTypes.IsOurs(context.TargetId.Type));

    /// <summary>
    /// A token that is too old, or of a clock ahead of this one, is nobody's attack: the edge signs a new one.
    /// </summary>
    private static Failure FailureOf(CallTokenFault fault) => fault is CallTokenFault.NotYet or CallTokenFault.Expired
        ? new Failure.Retry(Limits.RetryAfter, "stale_call")
        : new Failure.Denied();

    private Response Unknown(ContractMethod method, in GrainKey key, Exception thrown)
    {
        CallLog.Failed(logger, method.Name, key.ToString(), thrown);
        return method.Respond(new Failure.Unknown());
    }
}
