using OrleansRisk.Accounts.Identities;
using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;

namespace OrleansRisk.Accounts.Residency;

/// <summary>
/// One account's place in memory: whether it is there, why not, until when it is left alone, and under which lease its
/// keys are open. Turns change it one at a time; reads look at it from any thread.
/// </summary>
internal sealed class AccountResidency(AccountServices services, TenantId tenant, AccountKey key)
{
    /// <summary>Rough size of an actor without its state; measured, not computed.</summary>
    private const int ActorBytes = 1_024;

    /// <summary>
    /// Held where the committed state is swapped or read, never while anything is awaited: a read on another thread
    /// must not see the buffer of a turn that goes on.
    /// </summary>
    private readonly Lock _gate = new();

    private volatile LoadState _loadState;
    private volatile KnownStanding? _standing;
    private ResidentAccount? _account;
    private UnavailableCause _cause;
    private long _retryAt;
    private int _failures;

    /// <summary>Reads can be answered without a turn.</summary>
    public bool IsLoaded => _loadState is not LoadState.Cold && (_retryAt == 0 || !RetryIsDue());

    /// <summary>Nothing was ever written of this account, as far as was read.</summary>
    public bool IsUnknown => _loadState == LoadState.New;

    /// <summary>Estimate of what the actor holds in memory.</summary>
    public int ResidentBytes =>
        ActorBytes + (_account is null ? 0 : AccountState.Size) + Identities.Bytes;

    public TenantId Tenant => tenant;

    public AccountKey Key => key;

    public LoadState LoadState => _loadState;

    /// <summary>What a turn works on; null where it is not in memory or was never written.</summary>
    public ResidentAccount? Account => _account;

    /// <summary>Why the account cannot be read, where it <see cref="LoadState.Failed"/>.</summary>
    public UnavailableCause Cause => _cause;

    /// <summary>What was ever recorded of the account.</summary>
    public AccountIdentities Identities { get; } = new(services, tenant, key);

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    private TimeProvider Time => services.Runtime.Time;

    /// <summary>
    /// Reads the account where it is not in memory, and not again before its back-off is over. Never throws for what
    /// can be expected.
    /// </summary>
    public async ValueTask Activate(CancellationToken cancel)
    {
        if (_loadState is LoadState.Loaded or LoadState.New || !RetryIsDue())
        {
            return;
        }

        var began = Time.GetTimestamp();
        try
        {
            Take(await new AccountLoader(services, tenant, key).Load(cancel));
            services.Runtime.Metrics.Activated(Time.GetElapsedTime(began));
        }
        catch (AccountUnreadableException e)
        {
            Fail(e.Cause, e.Sequence);
        }
        catch (SealBrokenException)
        {
            Fail(UnavailableCause.SealBroken, 0);
        }
        catch (KeyUnavailableException e)
        {
            Fail(e.Cause, 0);
        }
        catch (JournalUnavailableException e)
        {
            Silence(e);
        }
    }

    /// <summary>
    /// Puts the account out of memory. Nothing is lost: what is not in the snapshot it may leave behind is in the
    /// journal.
    /// </summary>
    public void Deactivate()
    {
        if (_account is { } account
            && (account.Sequence - account.SnapshotSequence >= services.Runtime.Options.SnapshotOnDeactivation
                || Identities.IsToBeSealed(account, leaving: true)))
        {
            OfferSnapshot(account, leaving: true);
        }

        Drop(LoadState.Cold);
    }

    /// <summary>Lets go of what is in memory after something unexpected: the next turn reads the journal.</summary>
    public void Forget() => Drop(LoadState.Cold);

    /// <summary>Shows the committed account to a read, also while a turn waits for its own record.</summary>
    public T Show<T>(Func<ResidentAccount?, T> show)
    {
        lock (_gate)
        {
            return show(_account);
        }
    }

    /// <summary>Reads what is not in memory and renews the lease of the keys; null where the turn can go on.</summary>
    public async ValueTask<LoadState> Ready()
    {
        if (_loadState is not (LoadState.Loaded or LoadState.New))
        {
            await Activate(CancellationToken.None);
        }

        if (_account is { Session.Expired: true } account)
        {
            await account.Session.Renew(CancellationToken.None);
        }

        return _loadState;
    }

    /// <summary>Which versions count of what is recorded: read once for each rebuild, by turns and by reads.</summary>
    public ValueTask<Standing> StandingOf(ResidentAccount account, ISealingSession session)
    {
        var mark = account.Mark;
        return mark.Revision == 0 ? new(Standing.OfAll)
            : _standing is { } known && known.RebuiltAt == mark.RebuiltAt ? new(known.Standing)
            : ReadStanding(mark.RebuiltAt, session);
    }

    private async ValueTask<Standing> ReadStanding(long rebuiltAt, ISealingSession session)
    {
        var records = await services.Stores.Reader.Find(tenant, key, [rebuiltAt], CancellationToken.None);
        var standing = records is [var record] && Bodies.Open(session, record) is AccountRebuilt rebuilt
            ? new Standing(rebuilt)
            : Standing.OfAll; // its month is gone, and with it all that it spoke of
        _standing = new(rebuiltAt, standing);
        return standing;
    }

    /// <summary>Makes the folded state the committed one; answers with the buffer that is free now.</summary>
    public byte[] Swap(ResidentAccount account, JournalRecord record, byte[] state)
    {
        var hash = RecordHash.Of(record, account.Session.Origin);
        byte[] free;
        Identities.Committed(account, record, state);
        lock (_gate)
        {
            account.Take(record);
            (free, account.State) = (account.State, state);
            (account.Sequence, account.Month) = (record.LastSequence, record.Month);
            account.ScoringVersion = record.ScoringVersion;
            account.NextMonth = record.NextMonth;
            (account.RecordHash, account.StateHash) = (hash, record.StateHash);
            (_account, _loadState) = (account, LoadState.Loaded);
        }

        if (account.Sequence - account.SnapshotSequence >= services.Runtime.Options.SnapshotEvery)
        {
            OfferSnapshot(account, leaving: false);
        }

        return free;
    }

    /// <summary>This account is unreadable until the back-off is over; no other account notices.</summary>
    public void Fail(UnavailableCause cause, long sequence)
    {
        Drop(LoadState.Failed);
        _cause = cause;
        var options = services.Runtime.Options;
        var wait = options.RetryFirst * Math.Pow(2, Math.Min(_failures++, 16));
        wait = wait < options.RetryLongest ? wait : options.RetryLongest;
        _retryAt = Now + (long)wait.TotalMilliseconds;
        services.Runtime.Metrics.Unavailable(cause);
        AccountLog.Unavailable(services.Runtime.Logger, tenant, key, cause, sequence, wait);
    }

    /// <summary>Logs that the journal did not answer.</summary>
    public void Silence(JournalUnavailableException e) =>
        AccountLog.JournalSilent(services.Runtime.Logger, tenant, key, e.Message);

    private sealed record KnownStanding(long RebuiltAt, Standing Standing);

    private bool RetryIsDue() => _retryAt == 0 || Now >= _retryAt;

    private void Take(Loading loading)
    {
        (_failures, _retryAt) = (0, 0);
        switch (loading)
        {
            case Loading.Loaded loaded:
                _account = loaded.Account;
                if (loaded.Identities is { } identities)
                {
                    Identities.Take(identities);
                }

                _loadState = LoadState.Loaded;
                break;
            case Loading.New:
                _loadState = LoadState.New;
                break;
            default:
                _loadState = LoadState.Erased;
                // it may be admitted again
                _retryAt = Now + (long)services.Runtime.Options.RetryFirst.TotalMilliseconds;
                break;
        }
    }

    private void Drop(LoadState loadState)
    {
        ResidentAccount? account;
        lock (_gate)
        {
            (account, _account) = (_account, null);
            _loadState = loadState;
        }

        Identities.Drop();

        if (account is not null)
        {
            account.Session.Dispose();
            services.Runtime.Buffers.Return(account.State);
        }
    }

    private void OfferSnapshot(ResidentAccount account, bool leaving)
    {
        var snapshot = new Snapshot(
            tenant, key, account.Key.Generation, account.Sequence, account.ScoringVersion, account.NextMonth,
            account.RecordHash, ReadOnlyMemory<byte>.Empty);
        var content = StateContent.Write(
            account.Sequence, account.Month, account.StateHash, account.Profile, account.State, account.Mark);
        try
        {
            var sealedContent = account.Session.Seal(Places.Of(snapshot), content);
            services.Stores.Snapshots.Offer(snapshot with
            {
                Body = sealedContent,
                Identities = Identities.IsToBeSealed(account, leaving) ? Identities.Seal(account) : default,
            });
            account.SnapshotSequence = account.Sequence;
        }
        catch (KeyUnavailableException)
        {
            // The lease has run out: the account goes without a snapshot, which costs time and nothing else.
        }
    }
}
