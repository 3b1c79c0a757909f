using System.Buffers;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// Record bodies in bytes, before sealing. The kind stands in the record's header; a body begins with its version.
/// <code>
/// every kind        1 byte version: 1
/// Assessed          1 byte presence (bit 0 profile, bit 1 sources), profile where present, where bit 1 unsigned count
///                   of sources, then the text of each, unsigned model, unsigned constants, unsigned count of entries,
///                   then of each: transaction, observed, decision, unsigned rule book version, unsigned count of hits,
///                   unsigned hit each
/// Waiting           as Assessed, then of each entry unsigned sequence that it corrects
/// Labelled          unsigned sequence, unsigned labelled sequence, 8 bytes identity, signed civil day,
///                   8 bytes counterparty, one byte before, one byte after, signed known at, text transaction id,
///                   text source, signed arrived at
/// SettingsChanged   profile, signed arrived at
/// DayClosed         unsigned sequence, signed civil day, credit score, signed arrived at
/// Base              nothing more
/// Rebuilt           see <see cref="RebuiltCodec"/>
/// </code>
/// The parts stand in <see cref="TransactionCodec"/>, <see cref="DecisionInputsCodec"/>, <see cref="DecisionCodec"/>
/// and <see cref="ProfileCodec"/>.
/// </summary>
public static class PayloadCodec
{
    public const byte Version = 1;

    private const int HasProfile = 1, HasSources = 2;

    /// <summary>
    /// Writes the body behind what the buffer holds. Throws <see cref="ArgumentException"/> where a bound is passed.
    /// </summary>
    public static void Write(IBufferWriter<byte> output, RecordPayload body)
    {
        var writer = new PayloadWriter(output);
        writer.Byte(Version);
        switch (body)
        {
            case TransactionsAssessed assessed:
                Write(ref writer, assessed);
                break;
            case TransactionLabelled labelled:
                Write(ref writer, labelled);
                break;
            case SettingsChanged settings:
                ProfileCodec.Write(ref writer, settings.Profile);
                writer.Signed(settings.ArrivedAt);
                break;
            case DayClosed day:
                writer.Unsigned((ulong)day.Closed.Sequence);
                writer.Signed(day.Closed.Day);
                DecisionCodec.Write(ref writer, day.Credit);
                writer.Signed(day.ArrivedAt);
                break;
            case AccountCheckpoint:
                break;
            case AccountRebuilt rebuilt:
                RebuiltCodec.Write(ref writer, rebuilt);
                break;
            default:
                throw new ArgumentException($"no body is written for {body.Kind}", nameof(body));
        }

        writer.Flush();
    }

    /// <summary>Throws <see cref="RecordUnreadableException"/> where these bytes are no body of this kind.</summary>
    public static RecordPayload Read(RecordKind kind, ReadOnlySpan<byte> bytes)
    {
        var reader = new PayloadReader(bytes);
        var version = reader.Byte();
        if (version != Version)
        {
            throw new RecordUnreadableException($"body version {version} is not known");
        }

        RecordPayload body = kind switch
        {
            RecordKind.Assessed => ReadAssessed(ref reader),
            RecordKind.Waiting => ReadWaiting(ref reader),
            RecordKind.Labelled => ReadLabelled(ref reader),
            RecordKind.SettingsChanged => new SettingsChanged(ProfileCodec.Read(ref reader), reader.Signed()),
            RecordKind.DayClosed => new DayClosed(
                new DayEvent((long)reader.Unsigned(), reader.Int32()), DecisionCodec.ReadCredit(ref reader),
                reader.Signed()),
            RecordKind.Base => AccountCheckpoint.Instance,
            RecordKind.Rebuilt => RebuiltCodec.Read(ref reader),
            _ => throw new RecordUnreadableException($"records of kind {(byte)kind} are not known"),
        };
        reader.End();
        return body;
    }

    private static void Write(ref PayloadWriter writer, TransactionsAssessed body)
    {
        writer.Byte((byte)((body.Profile is null ? 0 : HasProfile) | (body.Sources.Count == 0 ? 0 : HasSources)));
        if (body.Profile is { } profile)
        {
            ProfileCodec.Write(ref writer, profile);
        }

        if (body.Sources.Count > 0)
        {
            WriteSources(ref writer, body.Sources);
        }

        writer.Unsigned((uint)body.With.Model);
        writer.Unsigned((uint)body.With.Constants);
        writer.Count(body.Entries.Count, JournalLimits.EntriesPerRecordMax, "entries");
        foreach (var entry in body.Entries)
        {
            TransactionCodec.Write(ref writer, entry.Transaction);
            DecisionInputsCodec.Write(ref writer, entry.Inputs, entry.Transaction.At);
            DecisionCodec.Write(ref writer, entry.Decision);
            Write(ref writer, entry.Rules);
        }

        if (body.Waiting is { } waiting)
        {
            Write(ref writer, waiting, body.Entries.Count);
        }
    }

    private static void WriteSources(ref PayloadWriter writer, IReadOnlyList<string> sources)
    {
        writer.Count(sources.Count, JournalLimits.SourcesMax, "sources");
        foreach (var source in sources)
        {
            writer.Text(source);
        }
    }

    private static string[] ReadSources(ref PayloadReader reader)
    {
        var sources = new string[reader.Count(JournalLimits.SourcesMax, "sources")];
        for (var i = 0; i < sources.Length; i++)
        {
            sources[i] = reader.Text();
        }

        return sources.Length > 0 ? sources : throw new RecordUnreadableException("no sources are named");
    }

    private static void Write(ref PayloadWriter writer, WaitingRows waiting, int entries)
    {
        if (waiting.Corrects.Count != entries)
        {
            throw new ArgumentException("each entry says what it corrects", nameof(waiting));
        }

        foreach (var sequence in waiting.Corrects)
        {
            writer.Unsigned((ulong)sequence);
        }
    }

    private static TransactionsAssessed ReadWaiting(ref PayloadReader reader)
    {
        var body = ReadAssessed(ref reader);
        var corrects = new long[body.Entries.Count];
        for (var i = 0; i < corrects.Length; i++)
        {
            corrects[i] = (long)reader.Unsigned();
        }

        return body with { Waiting = new WaitingRows(corrects) };
    }

    private static TransactionsAssessed ReadAssessed(ref PayloadReader reader)
    {
        var present = reader.Byte();
        if (present > (HasProfile | HasSources))
        {
            throw new RecordUnreadableException($"a body has unknown parts: {present}");
        }

        var profile = (present & HasProfile) != 0 ? ProfileCodec.Read(ref reader) : null;
        string[] sources = (present & HasSources) != 0 ? ReadSources(ref reader) : [];
        var with = new DecidedWith(
            reader.Count(int.MaxValue, "as a model's number"), reader.Count(int.MaxValue, "as the constants' number"));
        var entries = new AssessedEntry[reader.Count(JournalLimits.EntriesPerRecordMax, "entries")];
        for (var i = 0; i < entries.Length; i++)
        {
            var transaction = TransactionCodec.Read(ref reader);
            var inputs = DecisionInputsCodec.Read(ref reader, transaction.At);
            var decision = DecisionCodec.Read(ref reader);
            entries[i] = new AssessedEntry(transaction, inputs, decision) { Rules = ReadRules(ref reader) };
        }

        return new TransactionsAssessed(profile, with, entries) { Sources = sources };
    }

    private static void Write(ref PayloadWriter writer, RuleHits rules)
    {
        writer.Unsigned((uint)rules.Version);
        writer.Count(rules.Hits.Count, JournalLimits.RuleHitsMax, "rule hits");
        foreach (var hit in rules.Hits)
        {
            writer.Unsigned((uint)hit);
        }
    }

    private static RuleHits ReadRules(ref PayloadReader reader)
    {
        var version = reader.Count(int.MaxValue, "as a rule book's version");
        var hits = new int[reader.Count(JournalLimits.RuleHitsMax, "rule hits")];
        for (var i = 0; i < hits.Length; i++)
        {
            hits[i] = reader.Count(int.MaxValue, "as a rule's number");
        }

        return version == 0 && hits.Length == 0 ? RuleHits.None : new RuleHits(version, hits);
    }

    private static void Write(ref PayloadWriter writer, TransactionLabelled body)
    {
        var label = body.Label;
        writer.Unsigned((ulong)label.Sequence);
        writer.Unsigned((ulong)label.Transaction);
        writer.UInt64(label.Identity);
        writer.Signed(label.CivilDay);
        writer.UInt64(label.Counterparty);
        writer.Byte((byte)label.Before);
        writer.Byte((byte)label.After);
        writer.Signed(label.KnownAt);
        writer.Text(body.TransactionId);
        writer.Text(body.Source);
        writer.Signed(body.ArrivedAt);
    }

    private static TransactionLabelled ReadLabelled(ref PayloadReader reader)
    {
        var label = new LabelEvent(
            (long)reader.Unsigned(), (long)reader.Unsigned(), reader.UInt64(), reader.Int32(), reader.UInt64(),
            LabelOf(reader.Byte()), LabelOf(reader.Byte()), reader.Signed());
        return new TransactionLabelled(label, reader.Text(), reader.Text(), reader.Signed());
    }

    private static LabelKind LabelOf(byte number) =>
        number is >= (byte)LabelKind.Genuine and <= (byte)LabelKind.Withdrawn
        ? (LabelKind)number
        : throw new RecordUnreadableException($"no label has the number {number}");
}
