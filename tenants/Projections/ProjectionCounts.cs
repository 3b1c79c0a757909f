using System.Runtime.InteropServices;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Counterparties;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Projections;

/// <summary>
/// The counts in memory, and how far they have folded each writer. Rows that were changed stay until they are written;
/// a row that is not here is in the store as of the stored positions. Used by one at a time.
/// </summary>
internal sealed class ProjectionCounts(IReferenceDataStore store, int rowsMax)
{
    private readonly Dictionary<TenantId, TenantCounts> _tenants = [];
    private readonly List<(TenantId Tenant, ulong Key, CountsRow Row)> _dirty = [];
    private Dictionary<int, long> _stored = [];
    private Dictionary<int, long> _folded = [];
    private int _rows;
    private long _step;

    public IReadOnlyDictionary<int, long> Folded => _folded;

    public IReadOnlyDictionary<TenantId, TenantCounts> Tenants => _tenants;

    public int Rows => _rows;

    public int Dirty => _dirty.Count;

    /// <summary>There is something that a crash would make to be folded again.</summary>
    public bool Unwritten => Dirty > 0 || _folded.Any(writer => _stored.GetValueOrDefault(writer.Key) != writer.Value);

    /// <summary>Forgets everything and begins at what is stored.</summary>
    public async ValueTask Load(CancellationToken cancel)
    {
        _tenants.Clear();
        _dirty.Clear();
        _rows = 0;
        // Positions first: should another process write in between, the rows are newer, and advancing is refused.
        _stored = new Dictionary<int, long>(await store.Positions(cancel).ConfigureAwait(false));
        _folded = new Dictionary<int, long>(_stored);
        await foreach (var row in store.AllRows(cancel).ConfigureAwait(false))
        {
            // What finds no room is read when it is needed.
            if (_rows < rowsMax || row.Key == PopulationRow.Key)
            {
                Keep(row.Tenant, row.Key, CountsRow.Of(row));
            }
        }
    }

    /// <summary>
    /// Applies a commit, which must be the writer's next. False where one before it is not folded yet.
    /// </summary>
    public async ValueTask<bool> Fold(CountedGroup group, CancellationToken cancel)
    {
        if (group.Number > _folded.GetValueOrDefault(group.Writer) + 1)
        {
            return false;
        }

        await ApplyWhole(group, cancel).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Applies a commit, unless it is folded already. Numbers that the journal left out were used by nobody.
    /// </summary>
    public async ValueTask ApplyWhole(CountedGroup group, CancellationToken cancel)
    {
        if (group.Number <= _folded.GetValueOrDefault(group.Writer))
        {
            return;
        }

        await Fetch(group, cancel).ConfigureAwait(false);
        _step++;
        foreach (ref readonly var transaction in CollectionsMarshal.AsSpan(group.Transactions))
        {
            Count(transaction);
        }

        foreach (var (tenant, account, label) in group.Labels)
        {
            CounterpartyCounts.AddLabel(Touch(tenant, label.Counterparty), label, account);
        }

        _folded[group.Writer] = group.Number;
    }

    /// <summary>
    /// Writes rows and positions together. False where another process was here: then <see cref="Load"/>.
    /// </summary>
    public async ValueTask<bool> Write(CancellationToken cancel)
    {
        var rows = _dirty.ConvertAll(static row => new ProjectionRow(row.Tenant, row.Key, row.Row.Counts));
        var to = new Dictionary<int, long>(_folded);
        if (!await store.Advance(_stored, to, rows, cancel).ConfigureAwait(false))
        {
            return false;
        }

        _stored = to;
        _dirty.ForEach(static row => row.Row.Dirty = false);
        _dirty.Clear();
        MakeRoom();
        return true;
    }

    private void Count(in CountedTransaction transaction)
    {
        PopulationRow.Add(Touch(transaction.Tenant, PopulationRow.Key), transaction);
        if (transaction.Counterparty != 0)
        {
            CounterpartyCounts.AddTransaction(
                Touch(transaction.Tenant, transaction.Counterparty), transaction.CivilDay, transaction.Account,
                transaction.First);
        }
    }

    private byte[] Touch(TenantId tenant, ulong key)
    {
        var counts = _tenants[tenant];
        var row = counts.Rows[key];
        counts.Changed = true;
        row.UsedAt = _step;
        if (!row.Dirty)
        {
            row.Dirty = true;
            _dirty.Add((tenant, key, row));
        }

        return row.Counts;
    }

    /// <summary>Reads the rows that the group counts in and that are not here, one read a tenant.</summary>
    private async ValueTask Fetch(CountedGroup group, CancellationToken cancel)
    {
        var absent = new HashSet<(TenantId Tenant, ulong Key)>();
        foreach (var transaction in group.Transactions)
        {
            AddAbsent(absent, transaction.Tenant, PopulationRow.Key);
            AddAbsent(absent, transaction.Tenant, transaction.Counterparty);
        }

        foreach (var (tenant, _, label) in group.Labels)
        {
            AddAbsent(absent, tenant, label.Counterparty);
        }

        foreach (var tenant in absent.GroupBy(static row => row.Tenant))
        {
            foreach (var keys in tenant.Select(static row => row.Key).Chunk(TenantLimits.CountRowsPerRead))
            {
                await Fetch(tenant.Key, keys, cancel).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask Fetch(TenantId tenant, ulong[] keys, CancellationToken cancel)
    {
        var stored = await store.Rows(tenant, keys, cancel).ConfigureAwait(false);
        var found = stored.ToDictionary(static row => row.Key, CountsRow.Of);
        foreach (var key in keys)
        {
            Keep(tenant, key, found.GetValueOrDefault(key) ?? CountsRow.Fresh(key));
        }
    }

    private void AddAbsent(HashSet<(TenantId Tenant, ulong Key)> absent, TenantId tenant, ulong key)
    {
        if (!_tenants.TryGetValue(tenant, out var counts) || !counts.Rows.ContainsKey(key))
        {
            absent.Add((tenant, key));
        }
    }

    private void Keep(TenantId tenant, ulong key, CountsRow row)
    {
        if (!_tenants.TryGetValue(tenant, out var counts))
        {
            _tenants.Add(tenant, counts = new TenantCounts());
        }

        counts.Rows.Add(key, row);
        _rows++;
    }

    /// <summary>
    /// All rows are written now, so any may go: a tenth at a time, those counted in longest ago first.
    /// </summary>
    private void MakeRoom()
    {
        if (_rows <= rowsMax)
        {
            return;
        }

        var oldest = _tenants.Values
            .SelectMany(static tenant => tenant.Rows.Select(row => (tenant, row)))
            .Where(static one => one.row.Key != PopulationRow.Key)
            .OrderBy(static one => one.row.Value.UsedAt).Take(_rows - rowsMax + (rowsMax / 10)).ToList();
        oldest.ForEach(static one => one.tenant.Rows.Remove(one.row.Key));
        _rows -= oldest.Count;
    }
}
