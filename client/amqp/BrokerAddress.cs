using RabbitMQ.Client;

namespace OrleansRisk.Amqp;

/// <summary>Where a broker is and who asks. As text it is the place alone: name and password stay inside.</summary>
internal sealed class BrokerAddress
{
    private readonly Uri _uri;
    private readonly string? _password;

    private BrokerAddress(Uri uri, string? password) => (_uri, _password) = (uri, password);

    /// <summary>Null where the text is no address of a broker.</summary>
    /// <param name="text"><c>amqp://user@host:5672/vhost</c>, or <c>amqps://</c> for TLS.</param>
    /// <param name="password">Where it does not stand in the address.</param>
    public static BrokerAddress? Parse(string? text, string? password = null) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" && uri.Host.Length > 0
        && uri.Segments.Length <= 2
            ? new BrokerAddress(uri, password)
            : null;

    public override string ToString() =>
        $"{_uri.Scheme}://{_uri.Host}{(_uri.IsDefaultPort || _uri.Port < 0 ? "" : $":{_uri.Port}")}{_uri.AbsolutePath}";

    public Task<IConnection> Connect(CancellationToken cancel)
    {
        var factory = new ConnectionFactory
        {
            Uri = _uri,
            ClientProvidedName = "orleansrisk",
            // A connection that is lost is left behind whole: the broker hands out again what was not acknowledged.
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = Limits.Heartbeat,
            RequestedConnectionTimeout = Limits.ConnectWithin,
            ContinuationTimeout = Limits.AnswerWithin,
        };
        if (_password is not null)
        {
            factory.Password = _password;
        }

        return factory.CreateConnectionAsync(cancel);
    }
}
