using OrleansRisk.Core.Accounts;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Journal;
using OrleansRisk.Engine.Journal.Bodies;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Engine.Feed;

/// <summary>What the feed knows of a decision, or of an account that was restated.</summary>
public sealed class FeedEntry(TenantId tenant, AccountKey account, ushort foldVersion)
{
    public TenantId Tenant => tenant;

    public AccountKey Account => account;

    public ushort FoldVersion => foldVersion;

    /// <summary>Null where the record only restates the account.</summary>
    public AssessedEntry? Assessed { get; init; }

    /// <summary>The profile from here on, where the record says it.</summary>
    public AccountProfile? Profile { get; init; }

    public DecidedWith With { get; init; }

    /// <summary>As it was last written for readers: the same for all of them.</summary>
    public ReadOnlyMemory<byte> Written { get; set; }

    internal static IEnumerable<FeedEntry> Of(JournalRecord record, RecordBody? body)
    {
        switch (body)
        {
            case AssessedBody assessed:
                for (var i = 0; i < assessed.Entries.Count; i++)
                {
                    yield return new FeedEntry(record.Tenant, record.Account, record.FoldVersion)
                    {
                        Assessed = assessed.Entries[i],
                        Profile = i == 0 ? assessed.Profile : null,
                        With = assessed.With,
                    };
                }

                break;
            case SettingsChangedBody settings:
                yield return new FeedEntry(record.Tenant, record.Account, record.FoldVersion)
                {
                    Profile = settings.Profile,
                };
                break;
            default:
                break; // other kinds raise nothing
        }
    }
}

/// <summary>
/// A commit as the feed shows it: by tenant, then account, so that entries have the same places however it was read.
/// </summary>
public sealed class FeedCommit(int lane, long number, FeedEntry[] entries)
{
    public int Lane => lane;

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
        int lane, long number, IReadOnlyList<JournalRecord> records, Func<JournalRecord, RecordBody?> body) =>
        new(lane, number,
            [.. records.OrderBy(static record => record.Tenant.Value).ThenBy(static record => record.Account)
                .SelectMany(record => FeedEntry.Of(record, body(record)))]);
}
