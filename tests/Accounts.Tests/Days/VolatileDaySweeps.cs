using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Accounts.Tests.Days;

/// <summary>Sweeps of days in memory, with leases by the test's clock.</summary>
internal sealed class VolatileDaySweeps(TimeProvider time) : IDaySweeps
{
    private readonly Dictionary<TenantId, Row> _rows = [];

    /// <summary>The accounts noted on the way.</summary>
    public List<AccountKey> Noted { get; } = [];

    public ValueTask<SweepPlace?> Take(
        TenantId tenant, int day, string node, TimeSpan lease, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (!_rows.TryGetValue(tenant, out var row))
        {
            _rows[tenant] = new Row(day, Done: true, default, null, now);
            return new((SweepPlace?)null);
        }

        var open = day > row.Day || (day == row.Day && !row.Done);
        if (!open || (row.Node is not null && row.Node != node && row.Until >= now))
        {
            return new((SweepPlace?)null);
        }

        var after = day > row.Day ? default : row.After;
        _rows[tenant] = new Row(day, Done: false, after, node, now + lease);
        return new(new SweepPlace(after));
    }

    public ValueTask<bool> Advance(
        TenantId tenant, int day, string node, AccountKey after, TimeSpan lease, CancellationToken cancel)
    {
        Noted.Add(after);
        return Change(tenant, day, node, row => row with { After = after, Until = time.GetUtcNow() + lease });
    }

    public ValueTask<bool> Finish(TenantId tenant, int day, string node, CancellationToken cancel) =>
        Change(tenant, day, node, static row => row with { Done = true, After = default, Node = null });

    private ValueTask<bool> Change(TenantId tenant, int day, string node, Func<Row, Row> change)
    {
        if (_rows[tenant] is not { Done: false } row || row.Day != day || row.Node != node)
        {
            return new(false);
        }

        _rows[tenant] = change(row);
        return new(true);
    }

    private sealed record Row(int Day, bool Done, AccountKey After, string? Node, DateTimeOffset Until);
}
