using OrleansRisk.Core.Observations;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// What a transaction was assessed with, by value. Part of the <c>Assessed</c> body version 1.
/// <code>
/// bytes  what
/// 1      presence: bit 0 counterparty, 1 prior lifecycle, 2 figures, 3 figures known, 4 history, 5 windows,
///        6 replaced; 7 more
/// unsig. sequence
/// signed arrived at, as milliseconds after the transaction
/// signed civil day, as days after the transaction's day in UTC
/// signed offset, minutes
/// 8 + 8  identity, content, little-endian
/// 8      counterparty, where bit 0
/// 8      replaced, where bit 6 (never in records of scoring version 1)
///        where bit 1: one byte statuses seen, signed booked day, signed booked amount
///        where bit 2: unsigned version, signed risk ppm, one byte last labels, one byte last count, signed days since
///        fraud, signed events in 30 days, signed accounts
///        where bit 5 (never in records of scoring version 1): signed count and frauds of one day, seven days, thirty
/// days, signed
///        age of the streak, genuine since, new accounts in one day, in seven, one byte bad accounts, signed faded
///        transactions in thousandths
/// unsig. population version, then policy version
///        where bit 7: one byte what follows (bit 0 model deployment, 1 category, both never in records of scoring
///        versions 1 and 2; 2 notes; the others zero), unsigned model deployment version, one byte category, unsigned
///        category rules version, unsigned sequence of the likely hold, one byte whether more is given back
/// </code>
/// </summary>
internal static class DecisionInputsCodec
{
    private const long DayMilliseconds = 86_400_000;

    public static void Write(ref PayloadWriter writer, in DecisionInputs inputs, long at)
    {
        var figures = inputs.Figures;
        var present = (inputs.Counterparty == 0 ? 0 : Present.Counterparty)
            | (inputs.Prior == default ? 0 : Present.Prior)
            | (figures == default ? 0 : Present.Figures)
            | (figures.Known ? Present.Known : 0)
            | (figures.Windows.Stated ? Present.Windows : 0)
            | (inputs.Replaced == 0 ? 0 : Present.Replaced)
            | (inputs.History ? Present.History : 0)
            | (MoreOf(inputs) == 0 ? 0 : Present.More);
        writer.Byte((byte)present);
        writer.Unsigned((ulong)inputs.Sequence);
        writer.Signed(inputs.ArrivedAt - at);
        writer.Signed(inputs.CivilDay - DayOf(at));
        writer.Signed(inputs.OffsetMinutes);
        writer.UInt64(inputs.Identity);
        writer.UInt64(inputs.Content);
        if (present.HasFlag(Present.Counterparty))
        {
            writer.UInt64(inputs.Counterparty);
        }

        if (present.HasFlag(Present.Replaced))
        {
            writer.UInt64(inputs.Replaced);
        }

        if (present.HasFlag(Present.Prior))
        {
            writer.Byte(inputs.Prior.Seen);
            writer.Signed(inputs.Prior.BookedDay);
            writer.Signed(inputs.Prior.BookedMinor);
        }

        if (present.HasFlag(Present.Figures))
        {
            Write(ref writer, figures);
        }

        if (present.HasFlag(Present.Windows))
        {
            WindowsCodec.Write(ref writer, figures.Windows);
        }

        writer.Unsigned((uint)inputs.PopulationVersion);
        writer.Unsigned((uint)inputs.PolicyVersion);
        if (present.HasFlag(Present.More))
        {
            WriteMore(ref writer, inputs);
        }
    }

    public static DecisionInputs Read(ref PayloadReader reader, long at)
    {
        var present = (Present)reader.Byte();
        if ((present & (Present.Windows | Present.Figures)) == Present.Windows)
        {
            throw new RecordUnreadableException($"an observation has unknown parts: {present}");
        }

        var inputs = new DecisionInputs
        {
            Sequence = (long)reader.Unsigned(),
            ArrivedAt = reader.Signed() + at,
            CivilDay = (int)(reader.Signed() + DayOf(at)),
            OffsetMinutes = reader.Int16(),
            Identity = reader.UInt64(),
            Content = reader.UInt64(),
            Counterparty = present.HasFlag(Present.Counterparty) ? reader.UInt64() : 0,
            Replaced = present.HasFlag(Present.Replaced) ? reader.UInt64() : 0,
            Prior = present.HasFlag(Present.Prior)
                ? new PriorLifecycle(reader.Byte(), reader.Int32(), reader.Signed())
                : default,
            Figures = present.HasFlag(Present.Figures) ? Read(ref reader, present) : default,
            PopulationVersion = reader.Count(int.MaxValue, "as a population version"),
            PolicyVersion = reader.Count(int.MaxValue, "as a policy version"),
            History = present.HasFlag(Present.History),
        };
        return present.HasFlag(Present.More) ? ReadMore(ref reader, inputs) : inputs;
    }

    private static More MoreOf(in DecisionInputs inputs) =>
        (inputs.ModelDeploymentVersion == 0 ? 0 : More.ModelDeployment)
        | (inputs.Category == 0 && inputs.CategoryRulesVersion == 0 ? 0 : More.Category)
        | (inputs.Noted == default ? 0 : More.Notes);

    private static void WriteMore(ref PayloadWriter writer, in DecisionInputs inputs)
    {
        var more = MoreOf(inputs);
        writer.Byte((byte)more);
        if (more.HasFlag(More.ModelDeployment))
        {
            writer.Unsigned((uint)inputs.ModelDeploymentVersion);
        }

        if (more.HasFlag(More.Category))
        {
            writer.Byte(inputs.Category);
            writer.Unsigned((uint)inputs.CategoryRulesVersion);
        }

        if (more.HasFlag(More.Notes))
        {
            writer.Unsigned((ulong)inputs.Noted.LikelyHold);
            writer.Byte(inputs.Noted.GivesBackMore ? (byte)1 : (byte)0);
        }
    }

    private static DecisionInputs ReadMore(ref PayloadReader reader, DecisionInputs inputs)
    {
        var more = (More)reader.Byte();
        if (more == 0 || (more & ~More.All) != 0)
        {
            throw new RecordUnreadableException($"an observation has unknown parts: {more}");
        }

        inputs = more.HasFlag(More.ModelDeployment)
            ? inputs with { ModelDeploymentVersion = reader.Count(int.MaxValue, "as a model deployment's number") }
            : inputs;
        inputs = !more.HasFlag(More.Category) ? inputs : inputs with
        {
            Category = reader.Byte(),
            CategoryRulesVersion = reader.Count(int.MaxValue, "as a number of category rules"),
        };
        return !more.HasFlag(More.Notes) ? inputs : inputs with
        {
            Noted = new BookingNotes((long)reader.Unsigned(), reader.Byte() == 1),
        };
    }

    private static void Write(ref PayloadWriter writer, in CounterpartyStatistics figures)
    {
        writer.Unsigned((uint)figures.Version);
        writer.Signed(figures.RiskPpm);
        writer.Byte(figures.LastLabels);
        writer.Byte(figures.LastCount);
        writer.Signed(figures.DaysSinceFraud);
        writer.Signed(figures.EventsIn30Days);
        writer.Signed(figures.Accounts);
    }

    private static CounterpartyStatistics Read(ref PayloadReader reader, Present present) => new()
    {
        Known = present.HasFlag(Present.Known),
        Version = reader.Count(int.MaxValue, "as a publication's number"),
        RiskPpm = reader.Int32(),
        LastLabels = reader.Byte(),
        LastCount = reader.Byte(),
        DaysSinceFraud = reader.Int16(),
        EventsIn30Days = reader.Int32(),
        Accounts = reader.Int32(),
        Windows = present.HasFlag(Present.Windows) ? WindowsCodec.Read(ref reader) : default,
    };

    private static long DayOf(long at) =>
        Math.DivRem(at, DayMilliseconds) is var (day, rest) && rest < 0 ? day - 1 : day;

    [Flags]
    private enum Present : byte
    {
        Counterparty = 1,
        Prior = 2,
        Figures = 4,
        Known = 8,
        History = 16,
        Windows = 32,
        Replaced = 64,
        More = 128,
    }

    [Flags]
    private enum More : byte
    {
        ModelDeployment = 1,
        Category = 2,
        Notes = 4,
        All = 7,
    }
}
