using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.GrainInterfaces.Wire;

[RegisterSerializer, RegisterCopier]
internal sealed class AssessedBatchCodec : WireCodec<AssessedBatch>
{
    protected override void Write(WireWriter wire, AssessedBatch value) => AnswerWire.Write(wire, value);

    protected override AssessedBatch Read(ref WireReader wire) => AnswerWire.ReadBatch(ref wire);
}

[RegisterSerializer, RegisterCopier]
internal sealed class AccountViewCodec : WireCodec<AccountView>
{
    protected override void Write(WireWriter wire, AccountView value) => AccountWire.Write(wire, value);

    protected override AccountView Read(ref WireReader wire) => AccountWire.ReadView(ref wire);
}

[RegisterSerializer, RegisterCopier]
internal sealed class DecidedTransactionCodec : WireCodec<DecidedTransaction>
{
    protected override void Write(WireWriter wire, DecidedTransaction value) => AnswerWire.Write(wire, value);

    protected override DecidedTransaction Read(ref WireReader wire) => AnswerWire.ReadEntry(ref wire);
}

[RegisterSerializer, RegisterCopier]
internal sealed class DecisionsPageCodec : WireCodec<DecisionsPage>
{
    protected override void Write(WireWriter wire, DecisionsPage value)
    {
        AnswerWire.Write(wire, value.Entries);
        wire.Flag(value.HasMore);
        wire.Int(value.LookedTo);
        AnswerWire.Write(wire, value.Days);
    }

    protected override DecisionsPage Read(ref WireReader wire) => new(AnswerWire.ReadEntries(ref wire), wire.Flag())
    {
        LookedTo = wire.Int(),
        Days = AnswerWire.ReadDays(ref wire),
    };
}

[RegisterSerializer, RegisterCopier]
internal sealed class ReplayReportCodec : WireCodec<ReplayReport>
{
    protected override void Write(WireWriter wire, ReplayReport value) => AccountWire.Write(wire, value);

    protected override ReplayReport Read(ref WireReader wire) => AccountWire.ReadReport(ref wire);
}

[RegisterSerializer, RegisterCopier]
internal sealed class CreditAnswerCodec : WireCodec<CreditAnswer>
{
    protected override void Write(WireWriter wire, CreditAnswer value) => CreditWire.Write(wire, value);

    protected override CreditAnswer Read(ref WireReader wire) => CreditWire.ReadAnswer(ref wire);
}

[RegisterSerializer, RegisterCopier]
internal sealed class CounterfactualAnswerCodec : WireCodec<CounterfactualAnswer>
{
    protected override void Write(WireWriter wire, CounterfactualAnswer value) =>
        CounterfactualQueryCodec.Write(wire, value);

    protected override CounterfactualAnswer Read(ref WireReader wire) => CounterfactualQueryCodec.ReadAnswer(ref wire);
}

[RegisterSerializer, RegisterCopier]
internal sealed class ApiKeyCodec : WireCodec<ApiKey>
{
    protected override void Write(WireWriter wire, ApiKey value) => TenantWire.Write(wire, value);

    protected override ApiKey Read(ref WireReader wire) => TenantWire.ReadKey(ref wire);
}

[RegisterSerializer, RegisterCopier]
internal sealed class QuotaLeaseCodec : WireCodec<QuotaLease>
{
    protected override void Write(WireWriter wire, QuotaLease value)
    {
        wire.Int(value.Lines);
        wire.Int(value.WaitMs);
        wire.Int(value.Source);
    }

    protected override QuotaLease Read(ref WireReader wire) => new(wire.Int32(), wire.Int32(), wire.Int());
}
