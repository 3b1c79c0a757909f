using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Grains.Calls;

/// <summary>
/// The edge's side of every call of a grain of ours: signs the call for its caller, and turns whatever Orleans throws
/// into an outcome. A call that met a silo outside the tenant's pool is made once more, by a map read anew.
/// </summary>
internal sealed class OutgoingCalls(
    CallTokenIssuer tokens, PoolMapCache pools, IServiceProvider services, ILogger<OutgoingCalls> logger)
    : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context) =>
        ContractMethod.Find(context.InterfaceMethod) is { } method ? Invoke(context, method) : context.Invoke();

    private async Task Invoke(IOutgoingGrainCallContext context, ContractMethod method)
    {
        var target = context.TargetId.Key.ToString()!;
        if (context.Request.GetArgument(0) is not Caller caller || !GrainKey.TryParse(target, out var key))
        {
            context.Response = method.Respond(new Failure.Denied());
            return;
        }

        if (pools.Current.IsMoving(key.Tenant))
        {
            // No pool serves it for these moments.
            context.Response = method.Respond(new Failure.Retry(Limits.RetryAfter, "moving"));
            return;
        }

        if (pools.Current.PoolOf(key.Tenant) is null)
        {
            await pools.Reach(pools.Current.Epoch + 1); // a tenant that was made a moment ago
        }

        await Invoke(context, method, target, caller);
    }

    private async Task Invoke(IOutgoingGrainCallContext context, ContractMethod method, string target, Caller caller)
    {
        var request = context.Request;
        var question = request.GetArgumentCount() > 1 ? request.GetArgument(1) : null;
        for (var tries = 1; ; tries++)
        {
            await Once(context, method, target, caller);
            if (method.FailureOf(context.Response!) is not Failure.Moved || tries >= Limits.PlacementTries)
            {
                return;
            }

            await pools.Reach(pools.Current.Epoch + 1);
            Ask(request, caller, question);
        }
    }

    /// <summary>A call that was carried out in this process has lost its arguments.</summary>
    private static void Ask(IInvokable request, Caller caller, object? question)
    {
        request.SetArgument(0, caller);
        if (question is not null)
        {
            request.SetArgument(1, question);
        }
    }

    private async Task Once(IOutgoingGrainCallContext context, ContractMethod method, string target, Caller caller)
    {
        try
        {
            tokens.Attach(caller, target, method);
            await context.Invoke();
            if (context.Response?.Exception is { } thrown and not OutOfMemoryException)
            {
                context.Response = method.Respond(FailureOf(thrown, method, target));
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            context.Response = method.Respond(FailureOf(e, method, target));
        }
        finally
        {
            RequestContext.Remove(CallTokenIssuer.Header);
        }
    }

    private Failure FailureOf(Exception e, ContractMethod method, string target)
    {
        if (e is LimitExceededException or GatewayTooBusyException)
        {
            // Not asked for in the constructor: the engine that counts makes calls itself.
            services.GetRequiredService<EngineMetrics>().TurnRefused("overloaded");
            return new Failure.Retry(Limits.RetryAfter, "overloaded"); // refused at the door: not carried out
        }

        CallLog.NoAnswer(logger, method.Name, target, e.GetType().Name, e);
        return new Failure.Unknown();
    }
}
