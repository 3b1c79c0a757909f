using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Writing;

namespace OrleansRisk.Journal.Feed;

/// <summary>
/// The newest commits of all writers, in an order that no effect comes before its cause. This process's own come from
/// the writer's memory; as soon as another writer has moved, everything since is read from the journal in one
/// statement, which alone knows how they lie to each other. Reads nothing while nobody watches.
/// </summary>
public sealed partial class LiveFeed : ICommitted, IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ICommitNotifications? _notifications;
    private readonly FeedMetrics _metrics;
    private readonly Lock _gate = new();
    private readonly HeldCommits _held = new();
    private readonly OwnCommits _own = new();
    private readonly Dictionary<TenantId, Watched> _watched = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FeedPosition? _position;
    private Task? _loop;
    private volatile bool _idle = true;
    private int _disposed;

    public LiveFeed(FeedSources sources, TimeProvider time, ILogger<LiveFeed> log)
    {
        (_time, _log, _notifications) = (time, log, sources.Notifications);
        _metrics = new FeedMetrics(() => _held?.Entries ?? 0);
        History = new FeedHistory(sources, _metrics, log);
        Consents = new ConsentEvents(sources.Consents, time);
    }

    /// <summary>Changes of consents, which a reader puts among the commits.</summary>
    public ConsentEvents Consents { get; }

    internal FeedHistory History { get; }

    public void Committed(CommittedGroup group)
    {
        if (!_idle)
        {
            _own.Add(group);
            LookNow();
        }
    }

    /// <summary>Something may have been committed somewhere: a notification, and no more than that.</summary>
    public void LookNow() => _wake.Writer.TryWrite(true);

    /// <summary>A reader that begins here, and whose tenant's commits are held from now on.</summary>
    /// <param name="tenant">Whose entries.</param>
    /// <param name="from">Its position.</param>
    /// <param name="accounts">The only ones it is given entries of; all of the tenant's where null.</param>
    public FeedReader Open(
        TenantId tenant, FeedPosition from, IReadOnlySet<Core.Accounts.AccountKey>? accounts = null)
    {
        lock (_gate)
        {
            _idle = false;
            _loop ??= Task.Run(Run);
            if (!_watched.TryGetValue(tenant, out var watched))
            {
                _watched.Add(tenant, watched = new Watched(_notifications?.Watch(tenant, _ => LookNow())));
            }

            watched.Readers++;
        }

        LookNow();
        return new FeedReader(this, tenant, from, accounts);
    }

    /// <summary>The end of the journal as it is now.</summary>
    public async ValueTask<FeedPosition> Now(CancellationToken cancel) =>
        new FeedPosition(0, []).UpTo(await History.Heads(new FeedPosition(0, []), cancel).ConfigureAwait(false));

    /// <summary>A tenant's accounts after this one, in order of their keys.</summary>
    public ValueTask<IReadOnlyList<Core.Accounts.AccountKey>> Accounts(
        TenantId tenant, Core.Accounts.AccountKey after, int limit, CancellationToken cancel) =>
        History.Accounts(tenant, after, limit, cancel);

    /// <summary>A second time does nothing: engine and container both take it down.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        if (_loop is { } loop)
        {
            await loop.ConfigureAwait(false);
        }

        _metrics.Dispose();
        _stop.Dispose();
    }

    internal void Close(TenantId tenant)
    {
        lock (_gate)
        {
            if (--_watched[tenant].Readers == 0 && _watched.Remove(tenant, out var watched))
            {
                watched.Notification?.Dispose();
            }
        }
    }

    /// <summary>Commits that a reader at this position has not had, its place then, and what tells of later ones.
    /// </summary>
    internal FeedStretch? Live(TenantId tenant, FeedPosition position, long? place)
    {
        lock (_gate)
        {
            if (_position is not { } now || _watched[tenant].Since is not { } since)
            {
                return null;
            }

            place = place >= _held.First ? place : _held.Entry(position, Math.Max(since, _held.First), now);
            return place is not { } from
                ? null
                : new FeedStretch(_held.From(from, JournalLimits.FeedCommitsPerStretch), from, _moved.Task);
        }
    }

    /// <summary>Completes with the next look.</summary>
    internal Task Moved
    {
        get
        {
            lock (_gate)
            {
                return _moved.Task;
            }
        }
    }

    /// <summary>One look: what was committed since the last one, by anybody.</summary>
    internal async ValueTask Step(CancellationToken cancel)
    {
        List<TenantId> tenants;
        var (own, lost) = _own.Take();
        lock (_gate)
        {
            foreach (var watched in _watched.Values)
            {
                watched.Since ??= _held.End;
            }

            tenants = [.. _watched.Keys];
        }

        if (tenants.Count == 0)
        {
            Forget();
            return;
        }

        try
        {
            await Look(own, lost, tenants, cancel).ConfigureAwait(false);
        }
        catch
        {
            _own.Lose(); // what was taken out of memory is in the journal
            throw;
        }
    }

    private async ValueTask Look(
        List<CommittedGroup> own, bool lost, List<TenantId> tenants, CancellationToken cancel)
    {
        var heads = await History.Heads(_position ?? new FeedPosition(0, []), cancel).ConfigureAwait(false);
        if (_position is null)
        {
            Move(new FeedPosition(0, []).UpTo(heads), []);
            return;
        }

        var stretch = lost ? null : _own.InOrder(own, _position, heads);
        if (stretch is not null)
        {
            _metrics.Commits("memory", stretch.Count);
            Move(stretch.Count == 0 ? _position : stretch[^1].After, stretch);
            return;
        }

        var memory = own.ToDictionary(static group => (group.Writer, group.Number));
        bool cut;
        do
        {
            var read = await History.Read(_position, tenants, memory, cancel).ConfigureAwait(false);
            _metrics.Commits("journal", read.Commits.Count);
            Move(read.Cut ? read.Position : read.Position.UpTo(heads), read.Commits);
            cut = read.Cut;
        }
        while (cut);
    }

    private void Move(FeedPosition to, IReadOnlyList<HeldCommit> commits)
    {
        TaskCompletionSource moved;
        lock (_gate)
        {
            foreach (var commit in commits)
            {
                _held.Add(commit);
            }

            if (ReferenceEquals(to, _position))
            {
                return;
            }

            _position = to;
            moved = _moved;
            _moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        moved.SetResult();
    }

    /// <summary>Nobody watches: nothing is held, and the next reader begins anew.</summary>
    private void Forget()
    {
        lock (_gate)
        {
            if (_watched.Count == 0)
            {
                _idle = true;
                _position = null;
                _held.Clear();
            }
        }
    }

    private async Task Run()
    {
        System.Diagnostics.Activity.Current = null; // of the reader who came first, and whose trace this is no part of
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Step(_stop.Token).ConfigureAwait(false);
                await Pause().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                LogTrouble(_log, trouble);
                await Task.Delay(JournalLimits.FeedRetry, _time, _stop.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Commits of other processes are looked for; of our own we are told, and wait for a few to gather.
    /// </summary>
    private async ValueTask Pause()
    {
        using var look = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var woken = _wake.Reader.WaitToReadAsync(look.Token).AsTask();
        var waited = _idle ? woken : Task.Delay(JournalLimits.FeedLook, _time, look.Token);
        await Task.WhenAny(woken, waited).ConfigureAwait(false);
        await look.CancelAsync().ConfigureAwait(false);
        await Task.Delay(JournalLimits.FeedSpacing, _time, _stop.Token).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing);
        _wake.Reader.TryRead(out _);
    }

    private sealed class Watched(IDisposable? notification)
    {
        public IDisposable? Notification => notification;

        public int Readers { get; set; }

        /// <summary>Place from which on the tenant's commits are held; null until the next look.</summary>
        public long? Since { get; set; }
    }
}

/// <param name="Place">Of the first of them.</param>
/// <param name="Moved">Completes when there are more.</param>
internal sealed record FeedStretch(HeldCommit[] Commits, long Place, Task Moved);
