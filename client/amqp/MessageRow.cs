using OrleansRisk.Client;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Amqp;

/// <summary>One transaction of a message: what is sent, or why it cannot be.</summary>
/// <param name="Place">Line of the message, from 1; null where the message is the transaction.</param>
/// <param name="Original">The bytes as they came.</param>
/// <param name="Line">What is sent; null where it cannot be.</param>
/// <param name="Fault">Why not; null where it can be sent.</param>
internal sealed record MessageRow(
    long? Place, ReadOnlyMemory<byte> Original, TransactionLine? Line, Problem? Fault)
{
    public static MessageRow Sendable(long? place, ReadOnlyMemory<byte> original, TransactionLine line) =>
        new(place, original, line, null);

    public static MessageRow Refused(
        long? place, ReadOnlyMemory<byte> original, ErrorCode code, string? field = null, string? message = null) =>
        new(place, original, null, new Problem
        {
            Type = code.Type,
            Code = code.Code,
            Field = field,
            Line = place,
            Message = message ?? code.Sentence,
            RequestId = "",
        });
}
