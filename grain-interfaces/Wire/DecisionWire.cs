using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Models;

namespace OrleansRisk.GrainInterfaces.Wire;

/// <summary>A decision with both scores and their reasons, as bytes; doubles cross bit by bit.</summary>
internal static class DecisionWire
{
    public static void Write(WireWriter wire, in Decision decision)
    {
        var part = wire.Begin();
        wire.Byte((byte)decision.Outcome);
        wire.UInt((ulong)decision.Flags);
        wire.Bytes(decision.Bins);
        Write(wire, decision.Anomaly);
        Write(wire, decision.Credit);
        for (var i = 0; i < decision.ShadowCount; i++)
        {
            wire.Int(decision.Shadow[i]);
        }

        wire.End(part);
    }

    public static Decision Read(ref WireReader wire)
    {
        var part = wire.Part();
        var decision = new Decision { Outcome = (Outcome)part.Byte(), Flags = (DecisionFlags)part.UInt16() };
        part.Bytes(decision.Bins);
        decision.Anomaly = ReadAnomaly(ref part);
        decision.Credit = ReadCredit(ref part);
        while (!part.Ended)
        {
            if (decision.ShadowCount == ModelDeployment.ChallengersMax)
            {
                throw new WireFormatException("There are more challengers than a model deployment can have.");
            }

            decision.Shadow[decision.ShadowCount++] = part.Int16();
        }

        return decision;
    }

    public static void Write(WireWriter wire, in AnomalyScore anomaly)
    {
        var part = wire.Begin();
        wire.Int(anomaly.Score);
        wire.Double(anomaly.AlertRate);
        wire.Double(anomaly.Surprise);
        wire.Int(anomaly.History);
        Write(wire, anomaly.Reasons, anomaly.ReasonCount);
        if (anomaly.Learned)
        {
            wire.Double(anomaly.LogOdds);
        }

        wire.End(part);
    }

    public static AnomalyScore ReadAnomaly(ref WireReader wire)
    {
        var part = wire.Part();
        var anomaly = new AnomalyScore
        {
            Score = part.Int16(),
            AlertRate = part.Double(),
            Surprise = part.Double(),
            History = part.Int32(),
        };
        anomaly.ReasonCount = ReadReasons(ref part, ref anomaly.Reasons);
        anomaly.Learned = !part.Ended;
        anomaly.LogOdds = anomaly.Learned ? part.Double() : 0;
        return anomaly;
    }

    public static void Write(WireWriter wire, in CreditScore credit)
    {
        var part = wire.Begin();
        wire.Byte((byte)credit.State);
        wire.Int(credit.Score);
        wire.Int(credit.NeedsDays);
        wire.Int(credit.NeedsTransactions);
        wire.Flag(credit.NeedsIncome);
        Write(wire, credit.Reasons, credit.ReasonCount);
        wire.End(part);
    }

    public static CreditScore ReadCredit(ref WireReader wire)
    {
        var part = wire.Part();
        var credit = new CreditScore
        {
            State = (CreditState)part.Byte(),
            Score = part.Int16(),
            NeedsDays = part.Int16(),
            NeedsTransactions = part.Int16(),
            NeedsIncome = part.Flag(),
        };
        credit.ReasonCount = ReadReasons(ref part, ref credit.Reasons);
        return credit;
    }

    private static void Write(WireWriter wire, in ReasonList reasons, byte count)
    {
        wire.Byte(count);
        for (var i = 0; i < count; i++)
        {
            var reason = reasons[i];
            wire.UInt((ulong)reason.Code);
            wire.Double(reason.Value);
            wire.Double(reason.Usual);
            wire.Int(reason.Points);
        }
    }

    private static byte ReadReasons(ref WireReader wire, ref ReasonList reasons)
    {
        var count = wire.Byte();
        if (count > ReasonList.Max)
        {
            throw new WireFormatException("There are more reasons than a score can have.");
        }

        for (var i = 0; i < count; i++)
        {
            reasons[i] = new Reason
            {
                Code = (ReasonCode)wire.UInt16(),
                Value = wire.Double(),
                Usual = wire.Double(),
                Points = wire.Int16(),
            };
        }

        return count;
    }
}
