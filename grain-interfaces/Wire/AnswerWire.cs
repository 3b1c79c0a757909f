using OrleansRisk.Actors.Accounts;

namespace OrleansRisk.GrainInterfaces.Wire;

/// <summary>
/// The answer to each transaction of a batch, as bytes. A case's number is never reused.
/// </summary>
internal static class AnswerWire
{
    public static void Write(WireWriter wire, DecidedTransaction entry)
    {
        var part = wire.Begin();
        wire.Text(entry.Account);
        wire.Text(entry.Zone);
        TransactionWire.Write(wire, entry.Transaction);
        DecisionInputsWire.Write(wire, entry.Inputs);
        DecisionWire.Write(wire, entry.Decision);
        wire.UInt(entry.ScoringVersion);
        wire.UInt(entry.CurrencyNumber);
        wire.End(part);
    }

    public static DecidedTransaction ReadEntry(ref WireReader wire)
    {
        var part = wire.Part();
        return new DecidedTransaction(
            part.TextOrEmpty(), part.TextOrEmpty(), TransactionWire.Read(ref part), DecisionInputsWire.Read(ref part),
            DecisionWire.Read(ref part), part.UInt16(), part.UInt16());
    }

    public static void Write(WireWriter wire, IReadOnlyList<DecidedTransaction> entries)
    {
        wire.UInt((ulong)entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            Write(wire, entries[i]);
        }
    }

    public static DecidedTransaction[] ReadEntries(ref WireReader wire)
    {
        var entries = new DecidedTransaction[wire.Length()];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = ReadEntry(ref wire);
        }

        return entries;
    }

    public static void Write(WireWriter wire, AssessedBatch batch)
    {
        var answers = batch.Answers;
        wire.UInt((ulong)answers.Count);
        for (var i = 0; i < answers.Count; i++)
        {
            var part = wire.Begin();
            WriteAnswer(wire, answers[i]);
            wire.End(part);
        }
    }

    private static void WriteAnswer(WireWriter wire, Answer answer)
    {
        switch (answer)
        {
            case Answer.Decided decided:
                wire.Byte(1);
                wire.Flag(decided.Duplicate);
                Write(wire, decided.Entry);
                break;
            case Answer.Conflict conflict:
                wire.Byte(2);
                wire.Texts(conflict.Fields);
                break;
            case Answer.Refused refused:
                wire.Byte(3);
                wire.Text(refused.Code);
                wire.Text(refused.Field);
                break;
            default:
                throw new WireFormatException($"{answer.GetType().Name} has no bytes.");
        }
    }

    public static AssessedBatch ReadBatch(ref WireReader wire)
    {
        var answers = new Answer[wire.Length()];
        for (var i = 0; i < answers.Length; i++)
        {
            var part = wire.Part();
            answers[i] = ReadAnswer(ref part);
        }

        return new AssessedBatch(answers);
    }

    private static Answer ReadAnswer(ref WireReader wire)
    {
        switch (wire.Byte())
        {
            case 1:
                var duplicate = wire.Flag();
                return new Answer.Decided(ReadEntry(ref wire), duplicate);
            case 2:
                return new Answer.Conflict(wire.Texts());
            case 3:
                return new Answer.Refused(wire.TextOrEmpty(), wire.TextOrEmpty());
            default:
                throw new WireFormatException("The answer is of an unknown case.");
        }
    }

    public static void Write(WireWriter wire, IReadOnlyList<ClosedDay> days)
    {
        wire.UInt((ulong)days.Count);
        foreach (var day in days)
        {
            var part = wire.Begin();
            wire.Text(day.Account);
            wire.Int(day.Sequence);
            wire.Int(day.Day);
            wire.Int(day.ArrivedAt);
            wire.UInt(day.ScoringVersion);
            DecisionWire.Write(wire, day.Credit);
            wire.End(part);
        }
    }

    public static ClosedDay[] ReadDays(ref WireReader wire)
    {
        var days = new ClosedDay[wire.Length()];
        for (var i = 0; i < days.Length; i++)
        {
            var part = wire.Part();
            days[i] = new ClosedDay(
                part.TextOrEmpty(), part.Int(), part.Int32(), part.Int(), part.UInt16(),
                DecisionWire.ReadCredit(ref part));
        }

        return days;
    }
}
