using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Metrics;
using OrleansRisk.Grains.Notifications;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Grains.Calls;

/// <summary>
/// Stands before every call on a silo. A method of ours passes with a genuine capsule that the rules permit, on a
/// silo of the tenant's pool; Orleans' own interfaces pass by name; everything else is refused.
/// </summary>
internal sealed class CallFilter(
    CapsuleVerifier verifier, PoolGuard pools, StreamAuthorization streams, GrainMetrics metrics,
    ILogger<CallFilter> logger)
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
            metrics.CallRefused(CapsuleFault.NoContract);
            CallLog.Refused(logger, context.TargetId, context.InterfaceName, context.MethodName);
            Refuse(context);
        }
        else if (streams.Check(context) is not CapsuleFault.None and var fault)
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
        var caller = context.Request.GetArgumentCount() > 0 ? context.Request.GetArgument(0) : null;
        var (fault, capsule) = verifier.Check(method, target, caller);
        if (fault != CapsuleFault.None)
        {
            metrics.CallRefused(fault);
            CallLog.Denied(logger, method.Name, target, fault);
            context.Response = method.Respond(FailureOf(fault));
            return;
        }

        if (!await pools.Admits(context.TargetContext, target, capsule!.Epoch))
        {
            context.Response = method.Respond(new Failure.Moved());
            return;
        }

        metrics.CallWaited(verifier.AgeOf(capsule));
        await InvokeHere(context, target);
    }

    /// <summary>
    /// A token that is too old, or of a clock ahead of this one, is nobody's attack: the edge signs a new one.
    /// </summary>
    private static Failure FailureOf(CapsuleFault fault) => fault is CapsuleFault.NotYet or CapsuleFault.Expired
        ? new Failure.Retry(Limits.RetryAfter, "stale_call")
        : new Failure.Denied();

    private async Task InvokeHere(IIncomingGrainCallContext context, string target)
    {
        try
        {
            await context.Invoke();
        }
        finally
        {
            pools.Leave(target);
        }
    }
}
