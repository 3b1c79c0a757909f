using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// An account that was rebuilt. Part of the <c>Rebuilt</c> body version 1.
/// <code>
/// unsigned revision, unsigned sequence that it was folded from, profile, unsigned length of the state, the state,
/// ranges added, unsigned count of corrected, then of each: unsigned earlier as the distance from the one before,
/// unsigned later, ranges taken back, text by, text why, credit score before, credit score after, signed arrived at
/// then, where it is not "no" and none: one byte whether it began anew, unsigned count of closed sources, a text each
/// ranges:  unsigned count, then of each: unsigned distance from the end of the one before, unsigned further events
/// </code>
/// </summary>
internal static class RebuiltCodec
{
    public static void Write(ref PayloadWriter writer, AccountRebuilt body)
    {
        writer.Unsigned((uint)body.Revision);
        writer.Unsigned((ulong)body.From);
        ProfileCodec.Write(ref writer, body.Profile);
        writer.Count(body.State.Length, JournalLimits.StateBytesMax, "bytes of a state");
        writer.Bytes(body.State.Span);
        Write(ref writer, body.Added);
        writer.Count(body.Corrected.Count, JournalLimits.TimelineRowsMax, "corrected");
        long before = 0;
        foreach (var (earlier, later) in body.Corrected)
        {
            writer.Unsigned((ulong)(earlier - before));
            writer.Unsigned((ulong)later);
            before = earlier;
        }

        Write(ref writer, body.TakenBack);
        writer.Text(body.By);
        writer.Text(body.Why);
        DecisionCodec.Write(ref writer, body.Before);
        DecisionCodec.Write(ref writer, body.After);
        writer.Signed(body.ArrivedAt);
        if (body.BeganAnew || body.Closed.Count > 0)
        {
            writer.Byte(body.BeganAnew ? (byte)1 : (byte)0);
            writer.Count(body.Closed.Count, JournalLimits.ClosedSourcesMax, "closed sources");
            foreach (var source in body.Closed)
            {
                writer.Text(source);
            }
        }
    }

    public static AccountRebuilt Read(ref PayloadReader reader)
    {
        var body = ReadFirst(ref reader);
        if (reader.IsAtEnd)
        {
            return body;
        }

        var anew = reader.Byte();
        var closed = new string[reader.Count(JournalLimits.ClosedSourcesMax, "closed sources")];
        for (var i = 0; i < closed.Length; i++)
        {
            closed[i] = reader.Text();
        }

        // One body has one encoding.
        return anew <= 1 && (anew == 1 || closed.Length > 0)
            ? body with { BeganAnew = anew == 1, Closed = closed }
            : throw new RecordUnreadableException("a rebuild ends in what it need not say");
    }

    private static AccountRebuilt ReadFirst(ref PayloadReader reader) => new()
    {
        Revision = reader.Count(int.MaxValue, "as a revision"),
        From = (long)reader.Unsigned(),
        Profile = ProfileCodec.Read(ref reader),
        State = reader.Take(reader.Count(JournalLimits.StateBytesMax, "bytes of a state")).ToArray(),
        Added = ReadRanges(ref reader),
        Corrected = ReadCorrected(ref reader),
        TakenBack = ReadRanges(ref reader),
        By = reader.Text(),
        Why = reader.Text(),
        Before = DecisionCodec.ReadCredit(ref reader),
        After = DecisionCodec.ReadCredit(ref reader),
        ArrivedAt = reader.Signed(),
    };

    private static void Write(ref PayloadWriter writer, IReadOnlyList<SequenceRange> ranges)
    {
        writer.Count(ranges.Count, JournalLimits.TimelineRowsMax, "ranges");
        long before = 0;
        foreach (var (first, last) in ranges)
        {
            writer.Unsigned((ulong)(first - before));
            writer.Unsigned((ulong)(last - first));
            before = last;
        }
    }

    private static SequenceRange[] ReadRanges(ref PayloadReader reader)
    {
        var ranges = new List<SequenceRange>();
        long before = 0;
        for (var left = reader.Count(JournalLimits.TimelineRowsMax, "ranges"); left > 0; left--)
        {
            var first = before + (long)reader.Unsigned();
            before = first + (long)reader.Unsigned();
            ranges.Add(new SequenceRange(first, before));
        }

        return [.. ranges];
    }

    private static CorrectedTransaction[] ReadCorrected(ref PayloadReader reader)
    {
        var corrected = new List<CorrectedTransaction>();
        long before = 0;
        for (var left = reader.Count(JournalLimits.TimelineRowsMax, "corrected"); left > 0; left--)
        {
            before += (long)reader.Unsigned();
            corrected.Add(new CorrectedTransaction(before, (long)reader.Unsigned()));
        }

        return [.. corrected];
    }
}
