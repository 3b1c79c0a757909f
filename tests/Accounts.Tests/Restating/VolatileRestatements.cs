using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Accounts.Tests.Restating;

/// <summary>How far rebuilds are, in memory, with leases by the test's clock.</summary>
internal sealed class VolatileRestatements(TimeProvider time) : IRestatements
{
    private readonly Dictionary<TenantId, Row> _rows = [];

    /// <summary>The process ends after so many notes: the next one is not written.</summary>
    public int? EndsAfter { get; set; }

    public ValueTask<SweepPlace?> Take(
        TenantId tenant, int deployment, string node, TimeSpan lease, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var row = _rows.GetValueOrDefault(tenant);
        if (row is not null && (row.Progress.Deployment > deployment || (row.Progress.Deployment == deployment
            && (row.Progress.Done is not null || (row.Node is not null && row.Node != node && row.Until >= now)))))
        {
            return new((SweepPlace?)null);
        }

        row = row?.Progress.Deployment == deployment
            ? row
            : new Row(
                new RestatementProgress(deployment, now.ToUnixTimeMilliseconds(), null, default), default, null, now);
        _rows[tenant] = row with { Node = node, Until = now + lease };
        return new(new SweepPlace(row.After));
    }

    public ValueTask<bool> Advance(
        TenantId tenant, int deployment, string node, AccountKey? after, RestatedAccounts page, TimeSpan lease,
        CancellationToken cancel)
    {
        if (EndsAfter-- == 0)
        {
            throw new OperationCanceledException();
        }

        if (_rows[tenant] is not { Progress.Done: null } row || row.Progress.Deployment != deployment
            || row.Node != node)
        {
            return new(false);
        }

        var sum = row.Progress.Accounts;
        _rows[tenant] = row with
        {
            After = after ?? default,
            Until = time.GetUtcNow() + lease,
            Progress = row.Progress with
            {
                Done = after is null ? time.GetUtcNow().ToUnixTimeMilliseconds() : null,
                Accounts = new RestatedAccounts(
                    sum.Asked + page.Asked, sum.Restated + page.Restated, sum.Moved + page.Moved,
                    sum.LeftAsIs + page.LeftAsIs),
            },
        };
        return new(true);
    }

    public ValueTask<RestatementProgress?> Find(TenantId tenant, CancellationToken cancel) =>
        new(_rows.GetValueOrDefault(tenant)?.Progress);

    private sealed record Row(RestatementProgress Progress, AccountKey After, string? Node, DateTimeOffset Until);
}
