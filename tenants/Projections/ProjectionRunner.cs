using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tenants.Projections;

/// <summary>What the projection runner reads beside the counts.</summary>
public sealed record ProjectionSources(
    IJournalReader Journal, IReferenceDataStore Store, IKeyRing Keys, IKeyRows KeyRows, ITenantStore Tenants);

/// <summary>
/// Folds committed records into counts and publishes them. Live commits come from the writer's memory; what was missed,
/// at the start, after trouble, from other processes, comes from the journal. Counts and positions are written in one
/// transaction: a crash anywhere loses nothing and doubles nothing, for it begins again at what is stored.
/// </summary>
public sealed partial class ProjectionRunner : ICommitted, IAsyncDisposable
{
    private readonly ProjectionSources _sources;
    private readonly ReferenceDataCache _cache;
    private readonly ReferenceDataOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ProjectionCounts _counts;
    private readonly RecordPayloads _bodies;
    private readonly LiveCommits _live = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private bool _loaded;
    private volatile bool _again, _writeSoon;
    private bool _behind;
    private long _writtenAt;
    private long _caughtUpAt;

    public ProjectionRunner(
        ProjectionSources sources, ReferenceDataCache cache, ReferenceDataOptions options, TimeProvider time,
        ILogger<ProjectionRunner> log)
    {
        (_sources, _cache, _options, _time, _log) = (sources, cache, options, time, log);
        _counts = new ProjectionCounts(sources.Store, options.RowsMax);
        _bodies = new RecordPayloads(sources.Keys, sources.KeyRows, cache.Metrics.LeftOut, log);
    }

    /// <summary>Loads what is published, before the host is ready; folding goes on behind it.</summary>
    public async Task Start(CancellationToken cancel)
    {
        await Load(cancel).ConfigureAwait(false);
        _loop = Task.Run(Run, CancellationToken.None);
    }

    public void Committed(CommittedGroup group)
    {
        _live.Add(CountedGroup.Of(group));
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Begins again at what is stored: others may have written for a tenant that is ours now.</summary>
    public void LoadAgain()
    {
        _again = true;
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Folds whatever there is in the journal and writes it with the next step, not when it is time.</summary>
    public void WriteSoon()
    {
        _writeSoon = true;
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Writes what is folded and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>One round: fold, write where it is time, publish where it is time.</summary>
    internal async ValueTask Step(bool write, CancellationToken cancel)
    {
        try
        {
            if (!_loaded || _again)
            {
                _again = false;
                await Load(cancel).ConfigureAwait(false);
            }

            (write, _behind, _writeSoon) = (write || _writeSoon, _behind || _writeSoon, false);

            await ApplyLive(cancel).ConfigureAwait(false);
            if (_behind || _time.GetElapsedTime(_caughtUpAt) >= _options.CatchUpEvery)
            {
                await CatchUp(cancel).ConfigureAwait(false);
            }

            var due = DueTenants();
            if (due.Count > 0 || (_counts.Unwritten && (write || WriteDue)))
            {
                await WriteThenPublish(due, cancel).ConfigureAwait(false);
            }
        }
        catch
        {
            _loaded = false; // whatever is half done is forgotten: what is stored is right
            throw;
        }
    }

    private bool WriteDue =>
        _counts.Dirty >= TenantLimits.CountRowsDirtyMax || _time.GetElapsedTime(_writtenAt) >= _options.FlushEvery;

    private async ValueTask Load(CancellationToken cancel)
    {
        await _counts.Load(cancel).ConfigureAwait(false);
        foreach (var tenant in await _sources.Tenants.All(cancel).ConfigureAwait(false))
        {
            await _cache.Load(tenant.Id, cancel).ConfigureAwait(false);
        }

        foreach (var (tenant, counts) in _counts.Tenants)
        {
            await LoadFigures(tenant, counts, cancel).ConfigureAwait(false);
        }

        (_loaded, _behind) = (true, true);
        _writtenAt = _time.GetTimestamp();
    }

    /// <summary>Figures of the newest published, from the counts as they are stored by now.</summary>
    private async ValueTask LoadFigures(TenantId tenant, TenantCounts counts, CancellationToken cancel)
    {
        var newest = await _sources.Store.Newest(tenant, ReferenceDataKind.Population, cancel).ConfigureAwait(false);
        if (newest is not null)
        {
            PopulationRow.Check(newest.Content.Span);
            _cache.Put(newest, counts.Figures(PopulationRow.Day(newest.Content.Span), newest.Version));
        }
    }

    private async ValueTask ApplyLive(CancellationToken cancel)
    {
        _behind |= _live.Lost();
        while (_live.Next() is { } group)
        {
            // A gap is filled from the journal, which then has this one, too.
            _behind |= !await _counts.Fold(group, cancel).ConfigureAwait(false);
            _cache.Metrics.Folded(group.Events);
        }
    }

    /// <summary>
    /// Reads the journal up to where it stood at the last read. What is committed meanwhile comes from memory: to read
    /// that back as well would, under load, never come to an end.
    /// </summary>
    private async ValueTask CatchUp(CancellationToken cancel)
    {
        var began = _time.GetTimestamp();
        IReadOnlyList<JournalRecord> records;
        do
        {
            _behind = false;
            records = await _sources.Journal.AfterPositions(
                _counts.Folded, _options.RecordsPerRead, cancel).ConfigureAwait(false);
            foreach (var group in CountedGroup.Of(
                records, await _bodies.Open(records, cancel).ConfigureAwait(false)))
            {
                await _counts.ApplyWhole(group, cancel).ConfigureAwait(false);
                _cache.Metrics.Folded(group.Events);
            }

            await ApplyLive(cancel).ConfigureAwait(false);
            if (_counts.Dirty >= TenantLimits.CountRowsDirtyMax && !await Write(cancel).ConfigureAwait(false))
            {
                return;
            }
        }
        while (_behind || records.Count >= _options.RecordsPerRead);

        _caughtUpAt = began;
    }

    private async ValueTask WriteThenPublish(List<TenantId> due, CancellationToken cancel)
    {
        // A published is made of what is stored, never of counts that another process may be ahead of.
        if (await Write(cancel).ConfigureAwait(false))
        {
            foreach (var tenant in due)
            {
                await Publish(tenant, cancel).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<bool> Write(CancellationToken cancel)
    {
        var written = await _counts.Write(cancel).ConfigureAwait(false);
        _writtenAt = _time.GetTimestamp();
        if (!written)
        {
            LogOvertaken(_log);
            _loaded = false;
        }

        return written;
    }

    private List<TenantId> DueTenants() =>
        _counts.Tenants
            .Where(tenant => tenant.Value.Changed && Due(tenant.Key, tenant.Value))
            .Select(static tenant => tenant.Key).ToList();

    private bool Due(TenantId tenant, TenantCounts counts)
    {
        if (counts.Population is not { } population || _options.Every == TimeSpan.Zero)
        {
            return false; // labels of counterparties alone, before any transaction was counted here, or nothing wanted
        }

        var newest = _cache.Newest(tenant);
        var age = _time.GetUtcNow().ToUnixTimeMilliseconds() - newest.PublishedAt;
        if (_options.EventTime)
        {
            var every = (long)_options.Every.TotalMilliseconds;
            return PopulationRow.Time(population) / every > newest.EventTime / every
                && age >= TenantLimits.PublishedApart.TotalMilliseconds;
        }

        return age >= _options.Every.TotalMilliseconds;
    }

    private async ValueTask Publish(TenantId tenant, CancellationToken cancel)
    {
        var counts = _counts.Tenants[tenant];
        counts.Changed = false;
        var content = counts.Population!.ToArray();
        var next = new ReferenceDataVersion(
            tenant, ReferenceDataKind.Population, _cache.Newest(tenant).Population.Version + 1,
            _time.GetUtcNow().ToUnixTimeMilliseconds(), SHA256.HashData(content), content);
        if (!await _sources.Store.AddPopulation(next, cancel).ConfigureAwait(false))
        {
            // Another process was quicker: its published is as good, and there is only one of each number.
            next = await _sources.Store.Newest(tenant, ReferenceDataKind.Population, cancel).ConfigureAwait(false)
                ?? next;
        }

        _cache.Put(next, counts.Figures(PopulationRow.Day(next.Content.Span), next.Version));
        LogPublished(_log, tenant.Value, next.Version);
    }

    private async Task Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Try(write: false, _stop.Token).ConfigureAwait(false);
            using var look = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            var woken = _wake.Reader.WaitToReadAsync(look.Token).AsTask();
            var busy = _counts.Unwritten || _behind || _options.EventTime;
            var waited = Task.Delay(
                busy ? TenantLimits.ProjectionLook : TenantLimits.ProjectionLookAtRest, _time, look.Token);
            await Task.WhenAny(woken, waited).ConfigureAwait(false);
            await look.CancelAsync().ConfigureAwait(false);
            _wake.Reader.TryRead(out _);
        }

        using var last = new CancellationTokenSource(TenantLimits.LastWriteTimeout, _time);
        await Try(write: true, last.Token).ConfigureAwait(false);
    }

    private async ValueTask Try(bool write, CancellationToken cancel)
    {
        try
        {
            await Step(write, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            LogTrouble(_log, trouble);
            await Task.Delay(TenantLimits.ProjectionRetry, _time, _stop.Token).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
