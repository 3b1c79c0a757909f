using OrleansRisk.Client;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Samples.Demo.Samples;

/// <summary>One line of a sample, ready to be sent, with what the demo itself wants to know of it.</summary>
/// <param name="Cents">In minor units.</param>
/// <param name="Truth">What the sample says it is: fraud, or the kind of a planted event; null where nothing is
/// wrong.</param>
internal sealed record SampleLine(
    TransactionLine Line, string Account, string Transaction, string Status, DateTimeOffset At, long Cents,
    string? Truth)
{
    /// <summary>The same, field by field, where the sample was not written in the wire's form.</summary>
    public TransactionBody? Body { get; init; }
}
