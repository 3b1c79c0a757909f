using System.Diagnostics.CodeAnalysis;
using System.Text;
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
    /// <summary>Bytes of a key that is looked at; the longest valid one has 41.</summary>
    private const int KeyLengthMax = 64;

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (ContractMethod.Find(context.InterfaceMethod) is not { } method)
        {
            return context.Invoke();
        }

        if (!TryBegin(context, method, out var caller, out var key))
        {
            return Task.CompletedTask;
        }

        var question = context.Request.GetArgumentCount() > 1 ? context.Request.GetArgument(1) : null;
        return pools.Current.PoolOf(key.Tenant) is null
            ? InvokeOfNew(context, method, caller, key, question)
            : Invoke(context, method, caller, key, question);
    }

    /// <summary>Of a tenant that may have been made a moment ago.</summary>
    private async Task InvokeOfNew(
        IOutgoingGrainCallContext context, ContractMethod method, Caller caller, GrainKey key, object? question)
    {
        await pools.Reach(pools.Current.Epoch + 1);
        await Invoke(context, method, caller, key, question);
    }

    private async Task Invoke(
        IOutgoingGrainCallContext context, ContractMethod method, Caller caller, GrainKey key, object? question)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                context.Request.SetArgument(0, tokens.CallerOf(caller, context.TargetId, key, method));
                await context.Invoke();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                context.Response = method.Respond(FailureOf(e, method, key));
            }

            if (!HasMoved(context, method, key) || tries == Limits.PlacementTries)
            {
                return;
            }

            await pools.Reach(pools.Current.Epoch + 1);
            Ask(context.Request, question);
        }
    }

    /// <summary>A call that was carried out in this process has lost its arguments.</summary>
    private static void Ask(IInvokable request, object? question)
    {
        if (question is not null)
        {
            request.SetArgument(1, question);
        }
    }

    /// <summary>Makes an outcome of whatever was answered, and looks whether that is to be asked elsewhere.</summary>
    private bool HasMoved(IOutgoingGrainCallContext context, ContractMethod method, in GrainKey key)
    {
        if (context.Response?.Exception is { } thrown and not OutOfMemoryException)
        {
            context.Response = method.Respond(FailureOf(thrown, method, key));
        }

        return method.FailureOf(context.Response!) is Failure.Moved;
    }

    /// <summary>Who calls which grain; false where the call is not to be made, which has been answered.</summary>
    private bool TryBegin(
        IOutgoingGrainCallContext context, ContractMethod method, [NotNullWhen(true)] out Caller? caller,
        out GrainKey key)
    {
        caller = context.Request.GetArgument(0) as Caller;
        if (!TryRead(context.TargetId, out key) || caller is null)
        {
            context.Response = method.Respond(new Failure.Denied());
            return false;
        }

        if (pools.Current.IsMoving(key.Tenant))
        {
            // No pool serves it for these moments.
            context.Response = method.Respond(new Failure.Retry(Limits.RetryAfter, "moving"));
            return false;
        }

        return true;
    }

    private static bool TryRead(GrainId target, out GrainKey key)
    {
        var bytes = target.Key.AsSpan();
        Span<char> text = stackalloc char[KeyLengthMax];
        key = default;
        return bytes.Length <= text.Length
            && GrainKey.TryParse(text[..Encoding.UTF8.GetChars(bytes, text)], out key);
    }

    private Failure FailureOf(Exception e, ContractMethod method, in GrainKey key)
    {
        if (e is LimitExceededException or GatewayTooBusyException)
        {
            // Not asked for in the constructor: the engine that counts makes calls itself.
            services.GetRequiredService<EngineMetrics>().TurnRefused("overloaded");
            return new Failure.Retry(Limits.RetryAfter, "overloaded"); // refused at the door: not carried out
        }

        CallLog.NoAnswer(logger, method.Name, key.ToString(), e.GetType().Name, e);
        return new Failure.Unknown();
    }
}
