using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// A decision, every bit of it. Part of the <c>Assessed</c> body version 1. Reasons beyond the count are not written.
/// <code>
/// bytes  what
/// 1      outcome; bit 7 (never in records of scoring versions 1 and 2) says that more follows the bins
/// unsig. flags
///        anomaly: signed score, number alert rate, number surprise, signed history, reasons
///        credit: one byte state, signed score, signed needs days, signed needs transactions, one byte needs income,
///        reasons
/// 16     bins
///        more: one byte (bit 0 a model scored, bits 1 and 2 how many challengers did; the others zero), where bit 0
///        number log odds, then of each challenger: signed score
/// reasons: one byte count, then of each: unsigned code, number value, number usual, signed points
/// number:  one byte tag: 0 zero, 1 not a number, 2 a whole number (signed follows),
///          3 eight bytes as they are, little-endian
/// </code>
/// </summary>
internal static class DecisionCodec
{
    private const int More = 0x80;
    private const int Learned = 1;
    private const int ShadowShift = 1;

    public static void Write(ref PayloadWriter writer, in Decision decision)
    {
        var more = (decision.Anomaly.Learned ? Learned : 0) | (decision.ShadowCount << ShadowShift);
        writer.Byte((byte)((byte)decision.Outcome | (more == 0 ? 0 : More)));
        writer.Unsigned((ulong)decision.Flags);
        writer.Signed(decision.Anomaly.Score);
        writer.Number(decision.Anomaly.AlertRate);
        writer.Number(decision.Anomaly.Surprise);
        writer.Signed(decision.Anomaly.History);
        Write(ref writer, decision.Anomaly.ReasonCount, decision.Anomaly.Reasons);
        Write(ref writer, decision.Credit);
        writer.Bytes(decision.Bins[..]);
        if (more != 0)
        {
            writer.Byte((byte)more);
            WriteMore(ref writer, decision);
        }
    }

    public static Decision Read(ref PayloadReader reader)
    {
        var first = reader.Byte();
        var decision = new Decision
        {
            Outcome = (Outcome)Numbered((byte)(first & ~More), (byte)Outcome.Decline, "outcome"),
            Flags = (DecisionFlags)reader.UnsignedInt16(),
        };
        decision.Anomaly.Score = reader.Int16();
        decision.Anomaly.AlertRate = reader.Number();
        decision.Anomaly.Surprise = reader.Number();
        decision.Anomaly.History = reader.Int32();
        decision.Anomaly.ReasonCount = Read(ref reader, ref decision.Anomaly.Reasons);
        decision.Credit = ReadCredit(ref reader);
        reader.Take(FeatureBins.Length).CopyTo(decision.Bins[..]);
        if ((first & More) != 0)
        {
            ReadMore(ref reader, ref decision);
        }

        return decision;
    }

    /// <summary>The credit score alone, as it stands in a decision.</summary>
    public static void Write(ref PayloadWriter writer, in CreditScore credit)
    {
        writer.Byte((byte)credit.State);
        writer.Signed(credit.Score);
        writer.Signed(credit.NeedsDays);
        writer.Signed(credit.NeedsTransactions);
        writer.Byte(credit.NeedsIncome ? (byte)1 : (byte)0);
        Write(ref writer, credit.ReasonCount, credit.Reasons);
    }

    public static CreditScore ReadCredit(ref PayloadReader reader)
    {
        var credit = default(CreditScore);
        credit.State = (CreditState)Numbered(reader.Byte(), (byte)CreditState.InsufficientData, "credit state");
        credit.Score = reader.Int16();
        credit.NeedsDays = reader.Int16();
        credit.NeedsTransactions = reader.Int16();
        credit.NeedsIncome = Numbered(reader.Byte(), 1, "truth value") == 1;
        credit.ReasonCount = Read(ref reader, ref credit.Reasons);
        return credit;
    }

    private static void WriteMore(ref PayloadWriter writer, in Decision decision)
    {
        if (decision.Anomaly.Learned)
        {
            writer.Number(decision.Anomaly.LogOdds);
        }

        for (var i = 0; i < decision.ShadowCount; i++)
        {
            writer.Signed(decision.Shadow[i]);
        }
    }

    private static void ReadMore(ref PayloadReader reader, ref Decision decision)
    {
        var more = reader.Byte();
        if (more is 0 or > ((ModelDeployment.ChallengersMax << ShadowShift) | Learned))
        {
            throw new RecordUnreadableException($"a decision has unknown parts: {more}");
        }

        decision.Anomaly.Learned = (more & Learned) != 0;
        decision.Anomaly.LogOdds = decision.Anomaly.Learned ? reader.Number() : 0;
        decision.ShadowCount = (byte)(more >> ShadowShift);
        for (var i = 0; i < decision.ShadowCount; i++)
        {
            decision.Shadow[i] = reader.Int16();
        }
    }

    private static void Write(ref PayloadWriter writer, byte count, in ReasonList reasons)
    {
        writer.Count(count, ReasonList.Max, "reasons");
        for (var i = 0; i < count; i++)
        {
            ref readonly var reason = ref reasons[i];
            writer.Unsigned((ulong)reason.Code);
            writer.Number(reason.Value);
            writer.Number(reason.Usual);
            writer.Signed(reason.Points);
        }
    }

    private static byte Read(ref PayloadReader reader, ref ReasonList reasons)
    {
        var count = reader.Count(ReasonList.Max, "reasons");
        for (var i = 0; i < count; i++)
        {
            reasons[i] = new Reason
            {
                Code = (ReasonCode)reader.UnsignedInt16(),
                Value = reader.Number(),
                Usual = reader.Number(),
                Points = reader.Int16(),
            };
        }

        return (byte)count;
    }

    private static byte Numbered(byte number, byte most, string what) => number <= most
        ? number
        : throw new RecordUnreadableException($"no {what} has the number {number}");
}
