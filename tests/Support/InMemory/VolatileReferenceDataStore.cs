using System.Runtime.CompilerServices;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tests.Support.InMemory;

/// <summary>
/// A store in memory that dies when told to: at the n-th call, either before it did anything or after it did
/// everything, which is all that a transaction leaves open.
/// </summary>
internal sealed class VolatileReferenceDataStore : IReferenceDataStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(int Tenant, ulong Key), byte[]> _rows = [];
    private readonly Dictionary<int, long> _positions = [];
    private readonly List<ReferenceDataVersion> _versions = [];
    private int _calls;

    /// <summary>The call that dies; 0 for none.</summary>
    public int DiesAt { get; set; }

    /// <summary>It dies after the work is done, before the caller hears of it.</summary>
    public bool DiesAfterwards { get; set; }

    public bool Died { get; private set; }

    public int Reads { get; private set; }

    /// <summary>What a read of rows waits for.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public IReadOnlyList<ReferenceDataVersion> ReferenceData
    {
        get
        {
            lock (_gate)
            {
                return [.. _versions];
            }
        }
    }

    public IReadOnlyDictionary<(int Tenant, ulong Key), string> Content
    {
        get
        {
            lock (_gate)
            {
                return _rows.ToDictionary(static row => row.Key, static row => Convert.ToHexString(row.Value));
            }
        }
    }

    public void Live()
    {
        (DiesAt, Died, _calls) = (0, false, 0);
    }

    /// <summary>As another process does that folds the same journal.</summary>
    public void MoveBehindEveryonesBack(int writer, long number)
    {
        lock (_gate)
        {
            _positions[writer] = number;
        }
    }

    public ValueTask<ReferenceDataVersion?> Find(
        TenantId tenant, ReferenceDataKind kind, int version, CancellationToken cancel) =>
        Call(() => _versions.SingleOrDefault(
            one => one.Tenant == tenant && one.Kind == kind && one.Version == version));

    public ValueTask<ReferenceDataVersion?> Newest(TenantId tenant, ReferenceDataKind kind, CancellationToken cancel) =>
        Call(
        () => _versions.Where(one => one.Tenant == tenant && one.Kind == kind).MaxBy(static one => one.Version));

    /// <summary>Publishes what is not computed.</summary>
    public void Publish(ReferenceDataVersion published)
    {
        lock (_gate)
        {
            _versions.Add(published);
        }
    }

    public ValueTask<bool> AddPopulation(ReferenceDataVersion published, CancellationToken cancel) => Call(() =>
    {
        var there = _versions.Any(
            one => (one.Tenant, one.Kind, one.Version) == (published.Tenant, published.Kind, published.Version));
        if (!there)
        {
            _versions.Add(published);
        }

        return !there;
    });

    public ValueTask<IReadOnlyDictionary<int, long>> Positions(CancellationToken cancel) =>
        Call<IReadOnlyDictionary<int, long>>(() => new Dictionary<int, long>(_positions));

    public async ValueTask<IReadOnlyList<ProjectionRow>> Rows(
        TenantId tenant, IReadOnlyList<ulong> keys, CancellationToken cancel)
    {
        Reads++;
        await Held;
        return await Call<IReadOnlyList<ProjectionRow>>(() => keys
            .Where(key => _rows.ContainsKey((tenant.Value, key)))
            .Select(key => new ProjectionRow(tenant, key, _rows[(tenant.Value, key)].ToArray())).ToList());
    }

    public async IAsyncEnumerable<ProjectionRow> AllRows([EnumeratorCancellation] CancellationToken cancel)
    {
        var rows = await Call(() => _rows.Select(
            static row => new ProjectionRow(new TenantId(row.Key.Tenant), row.Key.Key, row.Value.ToArray())).ToList());
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    public ValueTask<bool> Advance(
        IReadOnlyDictionary<int, long> from, IReadOnlyDictionary<int, long> to,
        IReadOnlyList<ProjectionRow> rows, CancellationToken cancel) => Call(() =>
    {
        if (_positions.Any(stored => from.GetValueOrDefault(stored.Key) != stored.Value)
            || from.Count != _positions.Count)
        {
            return false;
        }

        foreach (var (writer, number) in to)
        {
            _positions[writer] = number;
        }

        foreach (var row in rows)
        {
            _rows[(row.Tenant.Value, row.Key)] = row.Counts.ToArray();
        }

        return true;
    });

    private ValueTask<T> Call<T>(Func<T> work)
    {
        lock (_gate)
        {
            var dies = Died || (DiesAt > 0 && ++_calls == DiesAt);
            var before = dies && (Died || !DiesAfterwards);
            Died = dies;
            var result = before ? default! : work();
            return dies ? throw new JournalUnavailableException("as the test wants it") : ValueTask.FromResult(result);
        }
    }
}
