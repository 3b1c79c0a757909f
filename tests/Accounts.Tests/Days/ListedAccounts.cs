using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Accounts.Tests.Days;

/// <summary>Names accounts; nothing else is read of the feed by a sweep.</summary>
internal sealed class ListedAccounts(IEnumerable<AccountKey> keys) : IFeedReads
{
    private readonly List<AccountKey> _keys = [.. keys.Order()];

    /// <summary>The database does not answer.</summary>
    public bool Silent { get; set; }

    public ValueTask<IReadOnlyList<AccountKey>> Accounts(
        TenantId tenant, AccountKey after, int limit, CancellationToken cancel) => Silent
        ? throw new JournalUnavailableException("injected")
        : new([.. _keys.Where(key => key.CompareTo(after) > 0).Take(limit)]);

    public ValueTask<IReadOnlyList<WriterHead>> Heads(
        int floor, IReadOnlyList<int> writers, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<FeedPage> After(
        FeedPosition from, IReadOnlyList<TenantId> tenants, int limit, CancellationToken cancel) =>
        throw new NotSupportedException();
}
