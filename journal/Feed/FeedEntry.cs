using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Feed;

/// <summary>What the feed knows of a decision, of a day that ended, or of an account that was restated.</summary>
public sealed class FeedEntry(TenantId tenant, AccountKey account, ushort scoringVersion)
{
    public TenantId Tenant => tenant;

    public AccountKey Account => account;

    public ushort ScoringVersion => scoringVersion;

    /// <summary>The account's sequence once it has happened.</summary>
    public required long Sequence { get; init; }

    /// <summary>Null where the record holds no decision.</summary>
    public AssessedEntry? Assessed { get; init; }

    /// <summary>Transactions of history that the record holds, where this is the last of them; otherwise 0.</summary>
    public int Loaded { get; init; }

    /// <summary>Where the record ends a day of the account.</summary>
    public DayClosed? Closed { get; init; }

    /// <summary>Where the account was rebuilt.</summary>
    public AccountRebuilt? Rebuilt { get; init; }

    /// <summary>The profile from here on, where the record says it.</summary>
    public AccountProfile? Profile { get; init; }

    public DecidedWith With { get; init; }

    /// <summary>W3C trace context of what recorded it, if this process did and it is traced.</summary>
    public string? Trace { get; private init; }

    /// <summary>As it was last written for readers: the same for all of them.</summary>
    public ReadOnlyMemory<byte> Written { get; set; }

    internal static IEnumerable<FeedEntry> Of(JournalRecord record, RecordPayload? body)
    {
        switch (body)
        {
            case TransactionsAssessed assessed:
                var loaded = assessed.Entries.Count(static entry => entry.Inputs.History);
                var last = loaded == 0 ? -1 : LastOfHistory(assessed.Entries);
                for (var i = 0; i < assessed.Entries.Count; i++)
                {
                    yield return new FeedEntry(record.Tenant, record.Account, record.ScoringVersion)
                    {
                        Sequence = assessed.Entries[i].Inputs.Sequence,
                        Assessed = assessed.Entries[i],
                        Profile = i == 0 ? assessed.Profile : null,
                        With = assessed.With,
                        Loaded = i == last ? loaded : 0,
                        Trace = record.Trace,
                    };
                }

                break;
            case DayClosed closed:
                yield return new FeedEntry(record.Tenant, record.Account, record.ScoringVersion)
                {
                    Sequence = record.LastSequence,
                    Closed = closed,
                    Trace = record.Trace,
                };
                break;
            case SettingsChanged settings:
                yield return new FeedEntry(record.Tenant, record.Account, record.ScoringVersion)
                {
                    Sequence = record.LastSequence,
                    Profile = settings.Profile,
                };
                break;
            case AccountRebuilt rebuilt:
                yield return new FeedEntry(record.Tenant, record.Account, record.ScoringVersion)
                {
                    Sequence = record.LastSequence,
                    Rebuilt = rebuilt,
                    Profile = rebuilt.Profile,
                    Trace = record.Trace,
                };
                break;
            default:
                break; // other kinds raise nothing
        }
    }

    private static int LastOfHistory(IReadOnlyList<AssessedEntry> entries)
    {
        var last = entries.Count - 1;
        while (!entries[last].Inputs.History)
        {
            last--;
        }

        return last;
    }
}

/// <summary>
/// A commit as the feed shows it: by tenant, then account, so that entries have the same places however it was read.
/// What later builds brought comes behind, each in its turn: a build that does not tell it counts the same places
/// before it. A commit has one record of an account at most, so an account's order is kept.
/// </summary>
public sealed class FeedCommit(int writer, long number, FeedEntry[] entries)
{
    public int Writer => writer;

    public long Number => number;

    public int Count => entries.Length;

    public ReadOnlyMemory<FeedEntry> Of(TenantId tenant)
    {
        var from = 0;
        while (from < entries.Length && entries[from].Tenant.Value < tenant.Value)
        {
            from++;
        }

        var to = from;
        while (to < entries.Length && entries[to].Tenant == tenant)
        {
            to++;
        }

        return entries.AsMemory(from, to - from);
    }

    internal static FeedCommit Of(
        int writer, long number, IReadOnlyList<JournalRecord> records, Func<JournalRecord, RecordPayload?> body) =>
        new(writer, number,
            [.. records.OrderBy(static record => record.Tenant.Value)
                .ThenBy(static record => RankOf(record.Kind)).ThenBy(static record => record.Account)
                .SelectMany(record => FeedEntry.Of(record, body(record)))]);

    private static int RankOf(RecordKind kind) => kind switch
    {
        RecordKind.DayClosed => 1,
        RecordKind.Waiting => 2,
        RecordKind.Rebuilt => 3,
        _ => 0,
    };
}
