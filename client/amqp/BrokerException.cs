namespace OrleansRisk.Amqp;

/// <summary>The broker refuses, lacks something, or has gone; the message names it and no credentials.</summary>
/// <param name="code">A word for it: <c>broker_refuses</c>, <c>broker_lacks</c>, <c>broker_away</c>.</param>
/// <param name="message">One sentence for a person.</param>
/// <param name="inner">What broke underneath, if anything.</param>
internal sealed class BrokerException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public const string Refuses = "broker_refuses", Lacks = "broker_lacks", Away = "broker_away";

    public string Code { get; } = code;

    /// <summary>It comes back by itself.</summary>
    public bool Passes => Code == Away;
}
