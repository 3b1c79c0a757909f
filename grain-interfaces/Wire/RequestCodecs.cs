using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.GrainInterfaces.Wire;

[RegisterSerializer, RegisterCopier]
internal sealed class CallerCodec : WireCodec<Caller>
{
    protected override void Write(WireWriter wire, Caller value)
    {
        wire.Int(value.Tenant.Value);
        wire.Text(value.Principal);
        wire.UInt((ulong)value.Roles);
        wire.Text(value.RequestId);
    }

    protected override Caller Read(ref WireReader wire) =>
        new(new TenantId(wire.Int32()), wire.TextOrEmpty(), (Roles)wire.UInt(), wire.TextOrEmpty());
}

[RegisterSerializer, RegisterCopier]
internal sealed class TransactionBatchCodec : WireCodec<TransactionBatch>
{
    protected override void Write(WireWriter wire, TransactionBatch value) => TransactionWire.Write(wire, value);

    protected override TransactionBatch Read(ref WireReader wire) => TransactionWire.ReadBatch(ref wire);
}

[RegisterSerializer, RegisterCopier]
internal sealed class LabelRequestCodec : WireCodec<LabelRequest>
{
    protected override void Write(WireWriter wire, LabelRequest value) => AccountWire.Write(wire, value);

    protected override LabelRequest Read(ref WireReader wire) => AccountWire.ReadLabel(ref wire);
}

[RegisterSerializer, RegisterCopier]
internal sealed class SettingsRequestCodec : WireCodec<SettingsRequest>
{
    protected override void Write(WireWriter wire, SettingsRequest value) => SettingsWire.Write(wire, value);

    protected override SettingsRequest Read(ref WireReader wire) => SettingsWire.Read(ref wire);
}

[RegisterSerializer, RegisterCopier]
internal sealed class DecisionQueryCodec : WireCodec<DecisionQuery>
{
    protected override void Write(WireWriter wire, DecisionQuery value)
    {
        wire.Text(value.Transaction);
        wire.Int(value.After);
        wire.Int(value.Limit);
        wire.Int(value.From);
        wire.Int(value.To);
        wire.Flag(value.WithDays);
    }

    protected override DecisionQuery Read(ref WireReader wire) => new(wire.Text(), wire.Int(), wire.Int32())
    {
        From = wire.Int(),
        To = wire.Int(),
        WithDays = wire.Flag(),
    };
}

[RegisterSerializer, RegisterCopier]
internal sealed class TenantSettingsCodec : WireCodec<TenantSettings>
{
    protected override void Write(WireWriter wire, TenantSettings value) => TenantWire.Write(wire, value);

    protected override TenantSettings Read(ref WireReader wire) => TenantWire.ReadSettings(ref wire);
}

[RegisterSerializer, RegisterCopier]
internal sealed class KeyRequestCodec : WireCodec<KeyRequest>
{
    protected override void Write(WireWriter wire, KeyRequest value) => TenantWire.Write(wire, value);

    protected override KeyRequest Read(ref WireReader wire) => TenantWire.ReadRequest(ref wire);
}

[RegisterSerializer, RegisterCopier]
internal sealed class QuotaRequestCodec : WireCodec<QuotaRequest>
{
    protected override void Write(WireWriter wire, QuotaRequest value)
    {
        wire.Text(value.Key);
        wire.Flag(value.History);
        wire.Int(value.Rate);
        wire.Int(value.Source);
        wire.Int(value.Recent);
    }

    protected override QuotaRequest Read(ref WireReader wire) =>
        new(wire.TextOrEmpty(), wire.Flag(), wire.Int32(), wire.Int(), wire.Int32());
}
