using System.Buffers;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Accounts.Rehydration;

/// <summary>Bodies of records, sealed and opened at their place.</summary>
internal static class Bodies
{
    private const int BufferSizeMax = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static byte[] Seal(ISealingSession session, in SealPlace place, RecordPayload body)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4_096);
        PayloadCodec.Write(buffer, body);
        var blob = session.Seal(place, buffer.WrittenSpan);
        if (buffer.Capacity > BufferSizeMax)
        {
            _buffer = null; // one giant batch must not hold its memory for ever
        }
        else
        {
            buffer.Clear();
        }

        return blob;
    }

    public static RecordPayload Open(ISealingSession session, JournalRecord record)
    {
        if (record.Kind is not (RecordKind.Assessed or RecordKind.Labelled or RecordKind.DayClosed
            or RecordKind.SettingsChanged or RecordKind.Base or RecordKind.Waiting or RecordKind.Rebuilt))
        {
            throw new AccountUnreadableException(UnavailableCause.UnknownRecord, record.FirstSequence);
        }

        return PayloadCodec.Read(record.Kind, session.Open(Places.OfBody(record), record.Body.Span));
    }
}
