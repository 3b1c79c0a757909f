using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;

namespace OrleansRisk.Journal.Reading;

/// <summary>Where the blobs of an account belong, as their seals are bound to it.</summary>
public static class Places
{
    public static SealPlace OfBody(JournalRecord record) => Of(SealedKind.RecordPayload, record);

    public static SealPlace OfBase(JournalRecord record) => Of(SealedKind.Base, record);

    /// <summary>A snapshot belongs behind one record; its state hash stands inside, for its row has none.</summary>
    public static SealPlace Of(Snapshot snapshot) => new(
        SealedKind.Snapshot, snapshot.Account, snapshot.Generation, RecordKind.Base,
        snapshot.Sequence, snapshot.Sequence, snapshot.ScoringVersion, snapshot.NextMonth, snapshot.NextMonth,
        snapshot.RecordHash, StateHash: 0);

    /// <summary>What an account has recorded up to an event: it says of no state, and of no record.</summary>
    public static SealPlace OfIdentities(AccountKey account, short generation, long sequence) => new(
        SealedKind.Identities, account, generation, RecordKind.Base, sequence, sequence, ScoringVersion: 0,
        default, default, PreviousHash: 0, StateHash: 0);

    private static SealPlace Of(SealedKind kind, JournalRecord record) => new(
        kind, record.Account, record.Generation, record.Kind, record.FirstSequence, record.LastSequence,
        record.ScoringVersion, record.Month, record.NextMonth, record.PreviousHash, record.StateHash);
}
