using OrleansRisk.Actors.Credit;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.GrainInterfaces.Wire;

/// <summary>Loans applied for, and what an account says of them, as bytes.</summary>
internal static class CreditWire
{
    public static void Write(WireWriter wire, CreditQuery query)
    {
        wire.UInt(query.CurrencyNumber);
        wire.Int(query.Amount);
        wire.Int(query.Instalment);
        wire.Int(query.Months);
        wire.Int(query.Holders);
        wire.Int(query.AsOf);
        wire.Flag(query.Again is not null);
        if (query.Again is { } place)
        {
            wire.Int(place.Sequence);
            wire.Int(place.Day);
            wire.Int(place.ModelDeployment);
        }
    }

    public static CreditQuery ReadQuery(ref WireReader wire) => new(
        wire.UInt16(), wire.Int(), wire.Int(), wire.Int32(), wire.Int32(), wire.Int32())
    {
        Again = wire.Flag() ? new CreditPlace(wire.Int(), wire.Int32(), wire.Int32()) : null,
    };

    public static void Write(WireWriter wire, CreditAnswer answer)
    {
        var part = wire.Begin();
        wire.Text(answer.Account);
        wire.Int(answer.Sequence);
        wire.Fixed(answer.StateHash);
        wire.UInt(answer.ScoringVersion);
        wire.Int(answer.Day);
        wire.Int(answer.Holders);
        wire.Int(answer.ModelDeployment);
        wire.Text(answer.CreditModelHash);
        Write(wire, answer.Assessed);
        wire.End(part);
    }

    public static CreditAnswer ReadAnswer(ref WireReader wire)
    {
        var part = wire.Part();
        return new CreditAnswer(
            part.TextOrEmpty(), part.Int(), part.Fixed64(), part.UInt16(), part.Int32(), part.Int32(), part.Int32(),
            part.Text(), ReadAssessed(ref part));
    }

    private static void Write(WireWriter wire, CreditAssessment assessed)
    {
        var part = wire.Begin();
        wire.Byte((byte)assessed.State);
        wire.Flag(assessed.Score is not null);
        wire.Int(assessed.Score ?? 0);
        wire.Double(assessed.LogOdds);
        wire.Flag(assessed.Probability is not null);
        wire.Double(assessed.Probability ?? 0);
        wire.UInt((ulong)assessed.Reasons.Count);
        foreach (var reason in assessed.Reasons)
        {
            wire.UInt((ulong)reason.Code);
            wire.UInt((ulong)reason.Feature);
            wire.Double(reason.Value);
            wire.Double(reason.Usual);
            wire.Double(reason.Points);
        }

        wire.Double(assessed.Means.Income);
        wire.Double(assessed.Means.Essential);
        wire.Double(assessed.Means.Debt);
        wire.Int(assessed.Means.Months);
        wire.Int(assessed.NeedsDays);
        wire.Int(assessed.NeedsTransactions);
        wire.Flag(assessed.NeedsIncome);
        wire.End(part);
    }

    private static CreditAssessment ReadAssessed(ref WireReader wire)
    {
        var part = wire.Part();
        var state = (CreditState)part.Byte();
        var (scored, score, logOdds) = (part.Flag(), part.Int32(), part.Double());
        var (calibrated, probability) = (part.Flag(), part.Double());
        var reasons = new AssessmentReason[part.Length()];
        for (var i = 0; i < reasons.Length; i++)
        {
            reasons[i] = new AssessmentReason(
                (ReasonCode)part.UInt16(), (FeatureNumber)part.UInt16(), part.Double(), part.Double(), part.Double());
        }

        var means = new MonthlyMeans(part.Double(), part.Double(), part.Double(), part.Int32());
        return new CreditAssessment(
            state, scored ? score : null, logOdds, calibrated ? probability : null, reasons, means)
        {
            NeedsDays = part.Int16(),
            NeedsTransactions = part.Int16(),
            NeedsIncome = part.Flag(),
        };
    }
}

[RegisterSerializer, RegisterCopier]
internal sealed class CreditQueryCodec : WireCodec<CreditQuery>
{
    protected override void Write(WireWriter wire, CreditQuery value) => CreditWire.Write(wire, value);

    protected override CreditQuery Read(ref WireReader wire) => CreditWire.ReadQuery(ref wire);
}
