using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>Subscriptions in memory.</summary>
internal sealed class VolatileSubscriptions : ISubscriptionStore
{
    private readonly ConcurrentDictionary<(TenantId Tenant, string Id), SubscriptionRow> _rows = new();

    private int _adds;

    /// <summary>Adding does something and breaks off behind it.</summary>
    public bool Breaks { get; set; }

    public int Adds => _adds;

    public ValueTask<bool> Add(TenantId tenant, SubscriptionRow row, CancellationToken cancel)
    {
        Interlocked.Increment(ref _adds);
        var added = _rows.TryAdd((tenant, row.Id), row);
        return Breaks ? throw new InvalidOperationException("broken off") : new(added);
    }

    public ValueTask<SubscriptionRow?> Find(TenantId tenant, string id, CancellationToken cancel) =>
        new(_rows.GetValueOrDefault((tenant, id)));

    public ValueTask<IReadOnlyList<SubscriptionRow>> All(TenantId tenant, CancellationToken cancel) =>
        new([.. _rows.Where(row => row.Key.Tenant == tenant).Select(row => row.Value)]);

    public ValueTask<bool> Delete(TenantId tenant, string id, CancellationToken cancel) =>
        new(_rows.TryRemove((tenant, id), out _));
}

/// <summary>A journal in which nothing ever happens.</summary>
internal sealed class SilentFeedReads : IFeedReads
{
    public static LiveFeed Feed(TimeProvider time, IKeyRing keys) => new(
        new FeedSources(new SilentFeedReads(), keys, null!), time, NullLogger<LiveFeed>.Instance);

    public ValueTask<IReadOnlyList<WriterHead>> Heads(
        int floor, IReadOnlyList<int> writers, CancellationToken cancel) =>
        new([]);

    public ValueTask<FeedPage> After(
        FeedPosition from, IReadOnlyList<TenantId> tenants, int limit, CancellationToken cancel) =>
        new(new FeedPage([], Cut: false));

    public ValueTask<IReadOnlyList<AccountKey>> Accounts(
        TenantId tenant, AccountKey after, int limit, CancellationToken cancel) => new([]);
}
