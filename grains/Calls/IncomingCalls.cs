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
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (ContractMethod.Find(context.InterfaceMethod) is { } method)
        {
            await InvokeContract(context, method);
        }
        else if (!IsExempt(context))
        {
            metrics.CallRefused(CallTokenFault.NoContract);
            CallLog.Refused(logger, context.TargetId, context.InterfaceName, context.MethodName);
            Refuse(context);
        }
        else if (streams.Check(context) is not CallTokenFault.None and var fault)
        {
            metrics.CallRefused(fault);
            CallLog.Denied(logger, context.MethodName, context.TargetId.ToString(), fault);
            Refuse(context);
        }
        else
        {
            await context.Invoke();
        }
    }

    private static void Refuse(IIncomingGrainCallContext context) =>
        context.Response = Response.FromException(new UnauthorizedAccessException("This call is not permitted."));

    private static bool IsExempt(IIncomingGrainCallContext context) =>
        ExemptInterfaces.Contains(context.InterfaceMethod.DeclaringType, GrainTypes.IsOurs(context.TargetId.Type));

    private async Task InvokeContract(IIncomingGrainCallContext context, ContractMethod method)
    {
        var target = context.TargetId.Key.ToString()!;
        var (fault, token) = verifier.Check(method, target, out var key);
        if (fault != CallTokenFault.None)
        {
            metrics.CallRefused(fault);
            CallLog.Denied(logger, method.Name, target, fault);
            context.Response = method.Respond(FailureOf(fault));
            return;
        }

        if (!await pools.Admits(context.TargetContext, key, token!.Epoch))
        {
            context.Response = method.Respond(new Failure.Moved());
            return;
        }

        metrics.CallWaited(verifier.AgeOf(token));
        context.Request.SetArgument(0, token.Caller);
        await InvokeHere(context, method, key);
    }

    /// <summary>
    /// A token that is too old, or of a clock ahead of this one, is nobody's attack: the edge signs a new one.
    /// </summary>
    private static Failure FailureOf(CallTokenFault fault) => fault is CallTokenFault.NotYet or CallTokenFault.Expired
        ? new Failure.Retry(Limits.RetryAfter, "stale_call")
        : new Failure.Denied();

    private async Task InvokeHere(IIncomingGrainCallContext context, ContractMethod method, GrainKey key)
    {
        try
        {
            await context.Invoke();
            if (context.Response?.Exception is { } thrown and not OutOfMemoryException)
            {
                context.Response = Unknown(method, key, thrown);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            context.Response = Unknown(method, key, e);
        }
        finally
        {
            pools.Leave(key.Tenant);
        }
    }

    private Response Unknown(ContractMethod method, in GrainKey key, Exception thrown)
    {
        CallLog.Failed(logger, method.Name, key.ToString(), thrown);
        return method.Respond(new Failure.Unknown());
    }
}
