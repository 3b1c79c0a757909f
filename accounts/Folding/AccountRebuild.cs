using OrleansRisk.Accounts.Recording;
using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Journal;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Folding;

/// <summary>
/// One rebuild of an account: reads its journal and folds it beside the turns, and in a turn takes in what came
/// meanwhile and commits. Until then the account is as it was, whatever happens to this.
/// </summary>
internal sealed class AccountRebuild(
    AccountServices services, AccountResidency residency, AccountRecorder recorder, Caller caller,
    RebuildRequest request) : IDisposable
{
    private readonly RecordedTables _tables = new(services.Published, residency.Tenant);
    private readonly byte[] _state = services.Runtime.Buffers.Rent();
    private ISealingSession? _session;
    private RecordedTimeline? _timeline;
    private RebuildPlan? _plan;
    private ushort _scoringVersion;
    private int _leftOut;
    private OutcomeSwaps _swaps;
    private bool _beginsAnew;

    /// <summary>More came meanwhile than a turn takes in: the rest is to be folded beside the turns, too.</summary>
    private bool _behind;

    public void Dispose()
    {
        _session?.Dispose();
        services.Runtime.Buffers.Return(_state);
    }

    public async ValueTask<Outcome<RebuildResult>> Run(RebuildTurn inTurn)
    {
        if (residency.Show(static account => account) is not { } account)
        {
            return residency.IsUnknown ? new Failure.NotFound() : TurnFailure.NotReady(services, residency);
        }

        try
        {
            _session = await services.Keys.Open(account.Key, default);
            for (var attempt = 0; attempt < AccountLimits.RebuildAttemptsMax; attempt++)
            {
                if (await Prepare(account) is { } failed)
                {
                    return failed;
                }

                if (request.Preview)
                {
                    return residency.Show(loaded => loaded is null ? null : Result(loaded, recorded: false))
                        ?? (Outcome<RebuildResult>)TurnFailure.SendAgain(services, "moved");
                }

                _behind = false;
                var outcome = await inTurn(Commit);
                if (!_behind)
                {
                    return outcome;
                }
            }

            return TurnFailure.SendAgain(services, "busy");
        }
        catch (Exception e) when (TurnFailure.IsExpected(e))
        {
            return TurnFailure.OfRead(e, services);
        }
    }

    /// <summary>The part that is a turn.</summary>
    private async ValueTask<Outcome<RebuildResult>> Commit()
    {
        recorder.Begin();
        try
        {
            if (await residency.Ready() != LoadState.Loaded)
            {
                return TurnFailure.NotReady(services, residency);
            }

            var account = residency.Account!;
            if (account.Sequence < _timeline!.Sequence)
            {
                residency.Forget(); // another writer was here: what is in memory is stale
                return TurnFailure.SendAgain(services, "fenced");
            }

            if (account.Sequence - _timeline.Sequence > AccountLimits.RebuildCatchUpMax)
            {
                _behind = true;
                return TurnFailure.SendAgain(services, "busy");
            }

            return await CatchUp(account) is { } failed ? failed : await Record(account);
        }
        catch (Exception e) when (TurnFailure.IsExpected(e))
        {
            return TurnFailure.Of(e, services, residency);
        }
    }

    /// <summary>Takes in what was recorded since it was read last; nothing more can come in this turn.</summary>
    private async ValueTask<Failure?> CatchUp(ResidentAccount account) =>
        account.Sequence > _timeline!.Sequence
            || (request.ScoringVersion == 0 && account.ScoringVersion > _scoringVersion)
            ? await Prepare(account)
            : null;

    private async ValueTask<Outcome<RebuildResult>> Record(ResidentAccount account)
    {
        if (request.ScoringVersion > 0 && !await CountsStill())
        {
            return TurnFailure.SendAgain(services, "scoring_version");
        }

        if (request.ScoringVersion > 0 && _timeline!.IsWhollyOf(_scoringVersion))
        {
            return NotMoved(account, Result(account, recorded: false));
        }

        using var scratch = new ScratchState(services.Runtime.Buffers);
        _state.CopyTo(scratch.State, 0);
        TimelineFold.Finish(_scoringVersion, _plan!, account.Sequence + 1, scratch.State);
        var result = Result(account, recorded: true);
        if (MovesNothing(account, result))
        {
            return NotMoved(account, result);
        }

        var body = Body(account, scratch.State, result);
        var change = new AccountChange(account, null, _scoringVersion, body, [], body.ArrivedAt);
        return await recorder.Commit(change, scratch) is { } failed ? failed : result with { View = account.View() };
    }

    /// <summary>What was folded while another version came into force is not recorded under the one before.</summary>
    private async ValueTask<bool> CountsStill() =>
        await services.Tenants.Find(residency.Tenant, default) is { } context
        && context.ScoringVersion(residency.Now) == _scoringVersion;

    private static RebuildResult NotMoved(ResidentAccount account, RebuildResult result) =>
        result with { Recorded = false, Revision = account.Mark.Revision, View = account.View() };

    private AccountRebuilt Body(ResidentAccount account, byte[] state, RebuildResult result) => new()
    {
        Revision = result.Revision,
        From = _timeline!.From,
        Profile = _plan!.Profile,
        State = StateContent.Write(
            account.Sequence + 1, account.NextMonth, stateHash: 0, _plan.Profile, state, default),
        Added = RebuildPlan.Ranges(_plan.Added),
        Corrected = _plan.Corrected,
        TakenBack = _plan.TakenBack,
        By = caller.Principal,
        Why = request.Why,
        Before = result.Before,
        After = AccountState.Summarize(state).Credit,
        ArrivedAt = residency.Now,
        BeganAnew = _timeline.BeginsAnew,
        Closed = _plan.Closed,
    };

    /// <summary>
    /// Nothing waits or came late, nothing was asked for, the scoring version is the same, and the timeline comes to
    /// the state that there is.
    /// </summary>
    private bool MovesNothing(ResidentAccount account, RebuildResult result)
    {
        if (account.Mark.IsDue || result.TakenBack > 0 || _plan!.Profile != _timeline!.Profile
            || _scoringVersion != account.ScoringVersion || _plan.ClosesNow || _beginsAnew)
        {
            return false;
        }

        var same = services.Runtime.Buffers.Rent();
        _state.CopyTo(same, 0);
        TimelineFold.Finish(_scoringVersion, _plan, AccountState.Sequence(account.State), same);
        var moves = !same.AsSpan(0, AccountState.Size).SequenceEqual(account.State.AsSpan(0, AccountState.Size));
        services.Runtime.Buffers.Return(same);
        return !moves;
    }

    private RebuildResult Result(ResidentAccount account, bool recorded) => new(
        recorded, _timeline!.Revision + 1, _plan!.Added.Count - _plan.CorrectedNow, _plan.CorrectedNow,
        _plan.TakenBackNow, _leftOut, AccountState.Summarize(account.State).Credit,
        new AccountView(account.Key.Account, _plan.Profile, AccountState.Summarize(_state))
        {
            Revision = _timeline.Revision + 1,
        })
    {
        BeganAnew = _beginsAnew,
        Swaps = _swaps,
        AnomalyBefore = AccountState.Summarize(account.State).LastAnomaly.Score,
    };

    /// <summary>Reads what is recorded and not read yet, and folds all of it.</summary>
    private async ValueTask<Failure?> Prepare(ResidentAccount account)
    {
        if (await services.Tenants.Find(residency.Tenant, default) is not { } context)
        {
            return new Failure.Denied();
        }

        if (_session!.Expired)
        {
            await _session.Renew(CancellationToken.None);
        }

        await Read(account.Key.Account);
        if (_timeline!.Rows.Count > JournalLimits.TimelineRowsMax)
        {
            return new Failure.Refused("limit_reached", "");
        }

        (_plan, var refused) = RebuildPlan.Of(_timeline, request);
        _beginsAnew |= _plan.BeginsAnewNow; // also where it is planned again, with what came meanwhile
        if (refused is not null)
        {
            return refused;
        }

        if (Fold(context) is { } impossible)
        {
            return impossible;
        }

        var fold = new TimelineFold(_scoringVersion, _plan, context.Pseudonyms, _tables.Of, _state);
        fold.Run(_timeline);
        (_leftOut, _swaps) = (fold.LeftOut, fold.Swaps);
        return null;
    }

    /// <summary>
    /// Finds the scoring version to fold under, or why it can be none. Only a rebuild goes back to an older one, for it
    /// folds anew what the newer one left in the state; and only if the base is not of a newer one, either.
    /// </summary>
    private Failure? Fold(TenantContext context)
    {
        if (request.ScoringVersion == 0)
        {
            _scoringVersion = recorder.NextFold(context);
            return null;
        }

        _scoringVersion = request.ScoringVersion;
        return !ScoringVersions.Knows(_scoringVersion)
            || (!request.Preview && _scoringVersion != context.ScoringVersion(residency.Now))
                ? TurnFailure.SendAgain(services, "scoring_version")
            : _timeline!.MayBeNewerThan(_scoringVersion) ? new Failure.Refused("beyond_retention", "scoring_version")
            : null;
    }

    private async ValueTask Read(AccountKey key)
    {
        for (var more = true; more;)
        {
            var records = await services.Stores.Reader.After(
                residency.Tenant, key, _timeline?.Sequence ?? 0, AccountLimits.RecordsPerReadMax, default);
            foreach (var record in records)
            {
                _timeline ??= Begin(record);
                var body = Bodies.Open(_session!, record);
                await _tables.Take(body);
                _timeline.Add(record, body);
            }

            more = records.Count == AccountLimits.RecordsPerReadMax;
        }
    }

    /// <summary>The oldest record that is kept carries the state before it.</summary>
    private RecordedTimeline Begin(JournalRecord oldest)
    {
        var state = new byte[AccountState.Size];
        var rehydration = new AccountRehydration(
            residency.Tenant, residency.Key, _session!, services.Published, state);
        rehydration.StartFrom(oldest);
        return new RecordedTimeline(
            state, rehydration.Sequence, rehydration.Profile, rehydration.Mark, oldest);
    }
}
