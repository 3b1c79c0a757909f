using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.GrainInterfaces.Wire;

[RegisterSerializer, RegisterCopier]
internal sealed class CreditOutcomeCodec : ReplyCodec<CreditOutcome>
{
    protected override void WriteValue(WireWriter wire, CreditOutcome value)
    {
        wire.UInt((ulong)value.Result);
        wire.Flag(value.Answer is not null);
        if (value.Answer is { } answer)
        {
            CreditWire.Write(wire, answer);
        }
    }

    protected override CreditOutcome ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause) =>
        new((CreditResult)wire.UInt(), wire.Flag() ? CreditWire.ReadAnswer(ref wire) : null, refusal, cause);
}
