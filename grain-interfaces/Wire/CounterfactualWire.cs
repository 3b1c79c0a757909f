using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Core.Counterfactuals;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.GrainInterfaces.Wire;

[RegisterSerializer, RegisterCopier]
internal sealed class CounterfactualQueryCodec : WireCodec<CounterfactualQuery>
{
    protected override void Write(WireWriter wire, CounterfactualQuery value)
    {
        wire.Int(value.Sequence);
        wire.Flag(value.Loan is not null);
        if (value.Loan is { } loan)
        {
            wire.UInt(loan.CurrencyNumber);
            wire.Int(loan.Amount);
            wire.Int(loan.Instalment);
            wire.Int(loan.Months);
            wire.Int(loan.Holders);
            wire.Int(loan.Day);
            wire.Int(loan.ModelDeployment);
            wire.Fixed(loan.StateHash);
            wire.Int(loan.Target);
        }
    }

    protected override CounterfactualQuery Read(ref WireReader wire) => new(wire.Int(), !wire.Flag() ? null :
        new AssessedLoan(
            wire.UInt16(), wire.Int(), wire.Int(), wire.Int32(), wire.Int32(), wire.Int32(), wire.Int32(),
            wire.Fixed64(), wire.Int32()));

    public static void Write(WireWriter wire, CounterfactualAnswer answer)
    {
        var part = wire.Begin();
        wire.UInt((ulong)answer.Word);
        wire.Flag(answer.Score is not null);
        wire.Int(answer.Score ?? 0);
        wire.UInt((ulong)answer.Outcome);
        wire.UInt(answer.CurrencyNumber);
        wire.Flag(answer.Change is not null);
        if (answer.Change is { } change)
        {
            wire.UInt((ulong)change.Feature);
            wire.Double(change.From);
            wire.Double(change.To);
            wire.Double(change.Distance);
            wire.Int(change.Score);
            wire.UInt((ulong)change.Outcome);
        }

        wire.End(part);
    }

    public static CounterfactualAnswer ReadAnswer(ref WireReader wire)
    {
        var part = wire.Part();
        var word = (CounterfactualWord)part.UInt();
        var (scored, score) = (part.Flag(), part.Int32());
        var (outcome, currency) = ((Outcome)part.UInt(), part.UInt16());
        var change = !part.Flag() ? null : new Counterfactual(
            (FeatureNumber)part.UInt(), part.Double(), part.Double(), part.Double(), part.Int32(),
            (Outcome)part.UInt());
        return new CounterfactualAnswer(word, change, scored ? score : null, outcome, currency);
    }
}
