using OrleansRisk.Client;

namespace OrleansRisk.Amqp;

/// <summary>What every session of a consumer has in common.</summary>
internal sealed record SessionParts(
    RiskClient Client, BrokerAddress Broker, ConsumeOptions Options, Consumed Consumed, TimeProvider Time)
{
    /// <summary>Messages still to be taken; null where there is no end.</summary>
    public long? Left => Options.Count - Consumed.Messages;
}
