using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Feed;

/// <summary>
/// What the feed reads of the database. Throws <see cref="JournalUnavailableException"/> where it does not answer.
/// </summary>
public interface IFeedReads
{
    /// <summary>
    /// Where writers stand, of all scopes, in one snapshot: those opened after <paramref name="floor"/>, and these.
    /// </summary>
    ValueTask<IReadOnlyList<WriterHead>> Heads(int floor, IReadOnlyList<int> writers, CancellationToken cancel);

    /// <summary>
    /// Commits after a position, of all scopes, in one statement: no commit without all that it followed from. Cut
    /// between commits once there are <paramref name="limit"/> records, those of other tenants counted and not read.
    /// </summary>
    ValueTask<FeedPage> After(
        FeedPosition from, IReadOnlyList<TenantId> tenants, int limit, CancellationToken cancel);

    /// <summary>A tenant's accounts in order of their keys, erased ones left out.</summary>
    ValueTask<IReadOnlyList<AccountKey>> Accounts(
        TenantId tenant, AccountKey after, int limit, CancellationToken cancel);
}

/// <param name="Closed">It never moves again.</param>
/// <param name="Settled">Opened long enough ago that no writer of a lower id can show after it.</param>
public readonly record struct WriterHead(int Writer, long Number, bool Closed, bool Settled = true);

/// <param name="Records">Of the tenants asked for; may be none.</param>
public sealed record FeedRow(int Writer, long Number, IReadOnlyList<JournalRecord> Records);

/// <param name="Cut">There was more than the limit.</param>
public sealed record FeedPage(IReadOnlyList<FeedRow> Commits, bool Cut);
