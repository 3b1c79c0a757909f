using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.GrainInterfaces.Wire;

[RegisterSerializer, RegisterCopier]
internal sealed class AssessOutcomeCodec : WireCodec<AssessOutcome>
{
    protected override void Write(WireWriter wire, AssessOutcome value) => AnswerWire.Write(wire, value);

    protected override AssessOutcome Read(ref WireReader wire) => AnswerWire.Read(ref wire);
}

/// <summary>A value or why there is none: the refusal first, so that every reply begins alike.</summary>
internal abstract class ReplyCodec<TReply> : WireCodec<TReply>
    where TReply : Reply
{
    protected sealed override void Write(WireWriter wire, TReply value)
    {
        AccountWire.WriteRefusal(wire, value);
        WriteValue(wire, value);
    }

    protected sealed override TReply Read(ref WireReader wire)
    {
        var (refusal, cause) = AccountWire.ReadRefusal(ref wire);
        return ReadValue(ref wire, refusal, cause);
    }

    protected abstract void WriteValue(WireWriter wire, TReply value);

    protected abstract TReply ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause);
}

[RegisterSerializer, RegisterCopier]
internal sealed class DescribeOutcomeCodec : ReplyCodec<DescribeOutcome>
{
    protected override void WriteValue(WireWriter wire, DescribeOutcome value)
    {
        wire.Flag(value.View is not null);
        if (value.View is { } view)
        {
            AccountWire.Write(wire, view);
        }
    }

    protected override DescribeOutcome ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause) =>
        new(wire.Flag() ? AccountWire.ReadView(ref wire) : null, refusal, cause);
}

[RegisterSerializer, RegisterCopier]
internal sealed class DecisionOutcomeCodec : ReplyCodec<DecisionOutcome>
{
    protected override void WriteValue(WireWriter wire, DecisionOutcome value)
    {
        wire.Flag(value.Entry is not null);
        if (value.Entry is { } entry)
        {
            AnswerWire.Write(wire, entry);
        }
    }

    protected override DecisionOutcome ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause) =>
        new(wire.Flag() ? AnswerWire.ReadEntry(ref wire) : null, refusal, cause);
}

[RegisterSerializer, RegisterCopier]
internal sealed class DecisionsOutcomeCodec : ReplyCodec<DecisionsOutcome>
{
    protected override void WriteValue(WireWriter wire, DecisionsOutcome value)
    {
        AnswerWire.Write(wire, value.Entries);
        wire.Flag(value.HasMore);
        wire.Int(value.LookedTo);
        AnswerWire.Write(wire, value.Days);
    }

    protected override DecisionsOutcome ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause) =>
        new(AnswerWire.ReadEntries(ref wire), wire.Flag(), refusal, cause)
        {
            LookedTo = wire.Int(),
            Days = AnswerWire.ReadDays(ref wire),
        };
}

[RegisterSerializer, RegisterCopier]
internal sealed class ReplayOutcomeCodec : ReplyCodec<ReplayOutcome>
{
    protected override void WriteValue(WireWriter wire, ReplayOutcome value)
    {
        wire.Flag(value.Report is not null);
        if (value.Report is { } report)
        {
            AccountWire.Write(wire, report);
        }
    }

    protected override ReplayOutcome ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause) =>
        new(wire.Flag() ? AccountWire.ReadReport(ref wire) : null, refusal, cause);
}

[RegisterSerializer, RegisterCopier]
internal sealed class LabelOutcomeCodec : ReplyCodec<LabelOutcome>
{
    protected override void WriteValue(WireWriter wire, LabelOutcome value) => wire.UInt((ulong)value.Result);

    protected override LabelOutcome ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause) =>
        new((LabelResult)wire.UInt(), refusal, cause);
}

[RegisterSerializer, RegisterCopier]
internal sealed class SettingsOutcomeCodec : ReplyCodec<SettingsOutcome>
{
    protected override void WriteValue(WireWriter wire, SettingsOutcome value)
    {
        wire.UInt((ulong)value.Result);
        wire.Flag(value.View is not null);
        if (value.View is { } view)
        {
            AccountWire.Write(wire, view);
        }
    }

    protected override SettingsOutcome ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause) =>
        new((SettingsResult)wire.UInt(), wire.Flag() ? AccountWire.ReadView(ref wire) : null, refusal, cause);
}

[RegisterSerializer, RegisterCopier]
internal sealed class DayOutcomeCodec : ReplyCodec<DayOutcome>
{
    protected override void WriteValue(WireWriter wire, DayOutcome value) => wire.UInt((ulong)value.Result);

    protected override DayOutcome ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause) =>
        new((DayResult)wire.UInt(), refusal, cause);
}

[RegisterSerializer, RegisterCopier]
internal sealed class TenantOutcomeCodec : ReplyCodec<TenantOutcome>
{
    protected override void WriteValue(WireWriter wire, TenantOutcome value)
    {
        wire.Flag(value.Settings is not null);
        if (value.Settings is { } settings)
        {
            TenantWire.Write(wire, settings);
        }
    }

    protected override TenantOutcome ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause) =>
        new(wire.Flag() ? TenantWire.ReadSettings(ref wire) : null, refusal, cause);
}

[RegisterSerializer, RegisterCopier]
internal sealed class KeyOutcomeCodec : ReplyCodec<KeyOutcome>
{
    protected override void WriteValue(WireWriter wire, KeyOutcome value)
    {
        wire.Flag(value.Key is not null);
        if (value.Key is { } key)
        {
            TenantWire.Write(wire, key);
        }
    }

    protected override KeyOutcome ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause) =>
        new(wire.Flag() ? TenantWire.ReadKey(ref wire) : null, refusal, cause);
}

[RegisterSerializer, RegisterCopier]
internal sealed class KeysOutcomeCodec : ReplyCodec<KeysOutcome>
{
    protected override void WriteValue(WireWriter wire, KeysOutcome value)
    {
        wire.UInt((ulong)value.Keys.Count);
        foreach (var key in value.Keys)
        {
            TenantWire.Write(wire, key);
        }
    }

    protected override KeysOutcome ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause)
    {
        var keys = new ApiKey[wire.Length()];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = TenantWire.ReadKey(ref wire);
        }

        return new KeysOutcome(keys, refusal, cause);
    }
}

[RegisterSerializer, RegisterCopier]
internal sealed class QuotaOutcomeCodec : ReplyCodec<QuotaOutcome>
{
    protected override void WriteValue(WireWriter wire, QuotaOutcome value)
    {
        wire.Int(value.Lines);
        wire.Int(value.WaitMs);
        wire.Int(value.Source);
    }

    protected override QuotaOutcome ReadValue(ref WireReader wire, Refusal refusal, UnavailableCause? cause) =>
        new(wire.Int32(), wire.Int32(), wire.Int(), refusal, cause);
}
