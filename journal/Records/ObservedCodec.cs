using OrleansRisk.Core.Observations;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// What a transaction was assessed with, by value. Part of the <c>Assessed</c> body version 1.
/// <code>
/// bytes  what
/// 1      presence: bit 0 counterparty, 1 prior life, 2 figures, 3 figures known, 4 history, 5 windows,
///        6 replaced; 7 more, from scoring version 3
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
///        where bit 5 (never in records of scoring version 1): signed count and frauds of one day, seven days, thirty days, signed
///        age of the streak, genuine since, new accounts in one day, in seven, one byte bad accounts, signed faded
///        transactions in thousandths
/// unsig. population version, then policy version
///        where bit 7 (never in records of scoring versions 1 and 2): one byte what follows (bit 0 model deployment, 1 category; the others
///        zero), unsigned model deployment version, one byte category, unsigned category rules version
/// </code>
/// </summary>
internal static class ObservedCodec
{
    private const long DayMilliseconds = 86_400_000;

    public static void Write(ref BodyWriter writer, in Observed observed, long at)
    {
        var figures = observed.Figures;
        var present = (observed.Counterparty == 0 ? 0 : Present.Counterparty)
            | (observed.Prior == default ? 0 : Present.Prior)
            | (figures == default ? 0 : Present.Figures)
            | (figures.Known ? Present.Known : 0)
            | (figures.Windows.Stated ? Present.Windows : 0)
            | (observed.Replaced == 0 ? 0 : Present.Replaced)
            | (observed.History ? Present.History : 0)
            | (MoreOf(observed) == 0 ? 0 : Present.More);
        writer.Byte((byte)present);
        writer.Unsigned((ulong)observed.Sequence);
        writer.Signed(observed.ArrivedAt - at);
        writer.Signed(observed.CivilDay - DayOf(at));
        writer.Signed(observed.OffsetMinutes);
        writer.UInt64(observed.Identity);
        writer.UInt64(observed.Content);
        if (present.HasFlag(Present.Counterparty))
        {
            writer.UInt64(observed.Counterparty);
        }

        if (present.HasFlag(Present.Replaced))
        {
            writer.UInt64(observed.Replaced);
        }

        if (present.HasFlag(Present.Prior))
        {
            writer.Byte(observed.Prior.Seen);
            writer.Signed(observed.Prior.BookedDay);
            writer.Signed(observed.Prior.BookedMinor);
        }

        if (present.HasFlag(Present.Figures))
        {
            Write(ref writer, figures);
        }

        if (present.HasFlag(Present.Windows))
        {
            WindowsCodec.Write(ref writer, figures.Windows);
        }

        writer.Unsigned((uint)observed.PopulationVersion);
        writer.Unsigned((uint)observed.PolicyVersion);
        if (present.HasFlag(Present.More))
        {
            WriteMore(ref writer, observed);
        }
    }

    public static Observed Read(ref BodyReader reader, long at)
    {
        var present = (Present)reader.Byte();
        if ((present & (Present.Windows | Present.Figures)) == Present.Windows)
        {
            throw new RecordUnreadableException($"an observation has unknown parts: {present}");
        }

        var observed = new Observed
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
                ? new PriorLife(reader.Byte(), reader.Int32(), reader.Signed())
                : default,
            Figures = present.HasFlag(Present.Figures) ? Read(ref reader, present) : default,
            PopulationVersion = reader.Count(int.MaxValue, "as a population version"),
            PolicyVersion = reader.Count(int.MaxValue, "as a policy version"),
            History = present.HasFlag(Present.History),
        };
        return present.HasFlag(Present.More) ? ReadMore(ref reader, observed) : observed;
    }

    private static More MoreOf(in Observed observed) => (observed.ModelDeploymentVersion == 0 ? 0 : More.ModelDeployment)
        | (observed.Category == 0 && observed.CategoryRulesVersion == 0 ? 0 : More.Category);

    private static void WriteMore(ref BodyWriter writer, in Observed observed)
    {
        var more = MoreOf(observed);
        writer.Byte((byte)more);
        if (more.HasFlag(More.ModelDeployment))
        {
            writer.Unsigned((uint)observed.ModelDeploymentVersion);
        }

        if (more.HasFlag(More.Category))
        {
            writer.Byte(observed.Category);
            writer.Unsigned((uint)observed.CategoryRulesVersion);
        }
    }

    private static Observed ReadMore(ref BodyReader reader, Observed observed)
    {
        var more = (More)reader.Byte();
        if (more == 0 || (more & ~More.All) != 0)
        {
            throw new RecordUnreadableException($"an observation has unknown parts: {more}");
        }

        observed = more.HasFlag(More.ModelDeployment)
            ? observed with { ModelDeploymentVersion = reader.Count(int.MaxValue, "as a model deployment's number") }
            : observed;
        return !more.HasFlag(More.Category) ? observed : observed with
        {
            Category = reader.Byte(),
            CategoryRulesVersion = reader.Count(int.MaxValue, "as a number of category rules"),
        };
    }

    private static void Write(ref BodyWriter writer, in CounterpartyFigures figures)
    {
        writer.Unsigned((uint)figures.Version);
        writer.Signed(figures.RiskPpm);
        writer.Byte(figures.LastLabels);
        writer.Byte(figures.LastCount);
        writer.Signed(figures.DaysSinceFraud);
        writer.Signed(figures.EventsIn30Days);
        writer.Signed(figures.Accounts);
    }

    private static CounterpartyFigures Read(ref BodyReader reader, Present present) => new()
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
        All = 3,
    }
}
