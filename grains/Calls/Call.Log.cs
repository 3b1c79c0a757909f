using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansRisk.Grains.Access;

namespace OrleansRisk.Grains.Calls;

internal static partial class CallLog
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Target} refused {Interface}.{Method}: it is of no contract and not exempt.")]
    public static partial void Refused(ILogger logger, GrainId target, string @interface, string method);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} on {Target} was denied: {Fault}.")]
    public static partial void Denied(ILogger logger, string method, string target, CallTokenFault fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} on {Target} did not answer: {Cause}.")]
    public static partial void NoAnswer(
        ILogger logger, string method, string target, string cause, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "A turn of {Target} failed; the journal had its record: {HandedOver}.")]
    public static partial void TurnFailed(ILogger logger, string target, bool handedOver, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} on {Target} failed.")]
    public static partial void Failed(ILogger logger, string method, string target, Exception exception);
}
