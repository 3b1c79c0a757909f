using Microsoft.Extensions.Logging;
using OrleansRisk.Amqp;

namespace OrleansRisk.Host.Amqp;

internal static partial class BrokerConsumerLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Queue {Queue} of {Broker} is being consumed.")]
    public static partial void Connected(ILogger logger, string queue, BrokerAddress broker);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Queue {Queue} waits {Seconds} s: {Code}, {Reason}")]
    public static partial void Interrupted(ILogger logger, string queue, string code, string reason, double seconds);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Queue {Queue} is not consumed: {Reason} It is tried again in {Seconds} s.")]
    public static partial void Refused(ILogger logger, string queue, string reason, double seconds);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Queue {Queue} is left: "
            + "{Messages} messages, {Decided} decided, {Duplicates} known, {Refused} refused.")]
    public static partial void Stopped(
        ILogger logger, string queue, long messages, long decided, long duplicates, long refused);
}
