using Orleans.Runtime;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;

namespace OrleansRisk.Grains.Notifications;

/// <summary>
/// Nobody becomes a subscriber without the system's token for that tenant's stream. Orleans keeps subscribers in a
/// grain of its own and tells its agents of them; both take the stream and the subscriber as arguments, so both are
/// asked for the token, and for the stream they name.
/// </summary>
internal sealed class StreamAuthorization(CallTokenVerifier verifier)
{
    public const string Register = "RegisterConsumer", Add = "AddSubscriber";
    public const int StreamArgument = 1, ConsumerArgument = 2;

    public CallTokenFault Check(IIncomingGrainCallContext context)
    {
        if (context.MethodName is not (Register or Add))
        {
            return CallTokenFault.None;
        }

        var stream = context.Request.GetArgument(StreamArgument)?.ToString() ?? "";
        if (context.MethodName == Register && stream != context.TargetId.Key.ToString())
        {
            return CallTokenFault.OtherCall;
        }

        return !stream.StartsWith(NotificationStreams.Prefix, StringComparison.Ordinal)
            || !GrainKey.TryParse(stream.AsSpan(NotificationStreams.Prefix.Length), out var key)
            || key.Kind != GrainKind.Tenant
            ? CallTokenFault.BadKey
            : Check(context, key);
    }

    private CallTokenFault Check(IIncomingGrainCallContext context, in GrainKey key)
    {
        // A grain of ours subscribes to nothing: whoever names one would have it called in somebody else's name.
        if (context.Request.GetArgument(ConsumerArgument) is GrainId consumer && GrainTypes.IsOurs(consumer.Type))
        {
            return CallTokenFault.OtherCall;
        }

        return RequestContext.Get(CallTokenIssuer.Header) is byte[] token
            ? verifier.CheckSystem(key.Tenant, NotificationStreams.Watch, token)
            : CallTokenFault.Missing;
    }
}
