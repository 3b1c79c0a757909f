using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace OrleansRisk.Amqp;

/// <summary>The one place where what the broker's client throws becomes an error of ours.</summary>
internal static class Trouble
{
    private const ushort AccessRefused = 403, NotFound = 404, NotAllowed = 530;

    public static bool IsBrokers(Exception failure) => failure is RabbitMQClientException or IOException
        or SocketException or TimeoutException or PublishException or ObjectDisposedException;

    /// <summary>Of a connection that did not come about.</summary>
    public static BrokerException Connecting(BrokerAddress broker, Exception failure) => Refused(failure)
        ? new BrokerException(BrokerException.Refuses, $"{broker} refuses this user, or its virtual host.", failure)
        : new BrokerException(BrokerException.Away, $"{broker} cannot be reached.", failure);

    /// <summary>Of something that was asked for by name.</summary>
    public static BrokerException Asking(string what, OperationInterruptedException failure) =>
        failure.ShutdownReason?.ReplyCode switch
        {
            NotFound => new BrokerException(BrokerException.Lacks, $"The broker has no {what}.", failure),
            AccessRefused => new BrokerException(
                BrokerException.Refuses, $"The broker's user may not use the {what}.", failure),
            { } code => new BrokerException(
                BrokerException.Refuses, $"The broker has the {what} with other properties ({code}).", failure),
            null => Lost(failure),
        };

    /// <summary>Of a connection that stood.</summary>
    public static BrokerException Lost(Exception failure) => failure switch
    {
        BrokerException ours => ours,
        PublishException { IsReturn: true } => new BrokerException(
            BrokerException.Away, "The broker no longer has the queue of refused messages.", failure),
        PublishException => new BrokerException(
            BrokerException.Away, "The broker did not take what was published.", failure),
        _ => new BrokerException(BrokerException.Away, "The broker went away.", failure),
    };

    public static BrokerException Closed(ShutdownEventArgs why) => new(
        BrokerException.Away, $"The broker closed the connection ({why.ReplyCode}).", why.Exception);

    private static bool Refused(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException!)
        {
            if (inner is AuthenticationFailureException or PossibleAuthenticationFailureException
                or OperationInterruptedException { ShutdownReason.ReplyCode: AccessRefused or NotAllowed })
            {
                return true;
            }
        }

        return false;
    }
}
