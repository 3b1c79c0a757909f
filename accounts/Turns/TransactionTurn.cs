using System.Runtime.CompilerServices;
using OrleansRisk.Accounts.Identities;
using OrleansRisk.Accounts.Recording;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Accounts.Timeline;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Accounts.Turns;

/// <summary>
/// The turn that scores transactions: begins with a copy of the committed state, decides each against the state that
/// the one before it left, and records them together.
/// </summary>
internal sealed class TransactionTurn(
    AccountServices services, AccountResidency residency, AccountRecorder recorder, LifecycleReader lifecycles)
{
    private readonly LikelyHolds _holds = new(lifecycles);
    private readonly HistoryTurn _history = new(services, lifecycles);
    private readonly KnownVersions _versions = new(lifecycles);
    private readonly TransactionObservation _observation = new(services, residency);

    /// <summary>Decides, records, and only then shows: what is not recorded has not happened.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome<AssessedBatch>> Assess(Caller caller, TransactionBatch batch)
    {
        if (!AccessRules.Permits(caller, batch.Mode)
            || (batch.Corrects is not null && batch.Mode != IngestMode.History))
        {
            return new Failure.Denied();
        }

        recorder.Begin();
        BatchWork? work = null;
        try
        {
            work = await Begin(batch, AccountLimits.TransactionsPerBatchMax);
            if (work is null)
            {
                return TurnFailure.NotReady(services, residency);
            }

            await Decide(work);
            if (work.Entries.Count > 0 && batch.After is { } checkedAt && checkedAt != work.Committed)
            {
                return new Failure.Refused("draft_stale", "account");
            }

            return work.Entries.Count > 0 && await recorder.Commit(await Change(work), work.Scratch) is { } failed
                ? failed
                : Answered(work);
        }
        catch (Exception e) when (TurnFailure.IsExpected(e))
        {
            return TurnFailure.Of(e, services, residency);
        }
        finally
        {
            work?.Scratch.Dispose();
        }
    }

    /// <summary>
    /// Decides each as <see cref="Assess"/> would if it came now and alone, and forgets it: so no answer depends on
    /// what else was asked with it.
    /// </summary>
    public async ValueTask<Outcome<AssessedBatch>> WhatIf(TransactionBatch batch)
    {
        var answers = new Answer[batch.Items.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            var outcome = await Try(batch with { Items = [batch.Items[i]] }, most: 1, static work => work.Answers[0]);
            if (!outcome.IsDone)
            {
                return outcome.Failure;
            }

            answers[i] = outcome.Value;
        }

        return new AssessedBatch(answers);
    }

    /// <summary>Decides a batch of at most so many, answers what is made of it, and forgets it.</summary>
    public async ValueTask<Outcome<T>> Try<T>(TransactionBatch batch, int most, Func<BatchWork, T> answer)
    {
        recorder.Begin();
        BatchWork? work = null;
        try
        {
            if ((work = await Begin(batch, most)) is null)
            {
                return TurnFailure.NotReady(services, residency);
            }

            await Decide(work);
            return answer(work);
        }
        catch (Exception e) when (TurnFailure.IsExpected(e))
        {
            return TurnFailure.Of(e, services, residency);
        }
        finally
        {
            work?.Scratch.Dispose();
        }
    }

    /// <summary>
    /// A scratch copy of the committed state, or of what a new account begins with; null where there can be no turn.
    /// </summary>
    private async ValueTask<BatchWork?> Begin(TransactionBatch batch, int most)
    {
        ArgumentOutOfRangeException.ThrowIfZero(batch.Items.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Items.Count, most);
        if (await residency.Ready() is not (LoadState.Loaded or LoadState.New)
            || await services.Tenants.Find(residency.Tenant, default) is not { } context)
        {
            return null;
        }

        var account = residency.Account;
        var profile = account?.Profile ?? NewProfiles.Of(batch.Account, context, batch.Items[0]);
        if (!string.Equals(profile.Account, batch.Account, StringComparison.Ordinal))
        {
            throw new ArgumentException("the batch is of another account", nameof(batch));
        }

        var (scoringVersion, tables) = (recorder.NextFold(context), context.Tables(services.Published));
        return new BatchWork(batch, context, tables, Scratch(account, profile), residency.Now)
        {
            Profile = profile,
            Clock = account?.Clock ?? context.DefaultClock,
            ScoringVersion = scoringVersion,
            Committed = account?.Sequence ?? 0,
            CountsAll = (account?.Mark ?? default).CountsAll && batch.Corrects is null,
            Standing = account is { Mark.Revision: > 0 } ? await residency.StandingOf(account, account.Session) : null,
        };
    }

    private ScratchState Scratch(ResidentAccount? account, AccountProfile profile)
    {
        var buffers = services.Runtime.Buffers;
        if (account is not null)
        {
            return ScratchState.Of(account, buffers);
        }

        var scratch = new ScratchState(buffers);
        AccountState.Initialize(scratch.State, profile.CurrencyNumber, profile.OpenedDay);
        return scratch;
    }

    /// <summary>Every transaction in order, each against the state that the one before it left.</summary>
    private async ValueTask Decide(BatchWork work)
    {
        var began = services.Runtime.Time.GetTimestamp();
        if (work.Batch.Mode == IngestMode.History)
        {
            await _history.Begin(work, _versions);
        }

        var items = work.Batch.Items;
        for (var next = 0; next < items.Count; next++)
        {
            var i = work.Order is null ? next : work.Order[next];
            var transaction = items[i];
            (work.BookedRules, work.Noted, work.Corrects) = (null, default, 0);
            var pseudonyms = work.Tenant.Pseudonyms;
            var identity = pseudonyms.Identity(transaction.Id, transaction.Status);
            var content = pseudonyms.Content(transaction);
            var match = AccountState.Find(work.State, identity, transaction.At);
            if (lifecycles.IsToBeLookedUp(work, match, identity))
            {
                await lifecycles.LookUp(work, work.Order is null ? i : 0);
            }

            var known = match.Kind == IdentityKind.Known ? match.Sequence : LifecycleReader.Located(work, identity);
            if (known > 0 && work.CountsAll)
            {
                work.Repeat(i, known, content);
            }
            else if ((known > 0 || work.IsCorrection(i)) && await _versions.Answer(work, i, identity, content))
            {
                // answered: it is known, or corrects nothing that is
            }
            else if (Admission.Refuse(work, transaction) is { } refused)
            {
                work.Answer(i, refused);
            }
            else if (await Prior(work, i, transaction, LifecycleReader.SeenOf(work, match, identity)) is { } prior)
            {
                work.Tables = services.Published.TablesFor(residency.Tenant, residency.Key, work.NextSequence)
                    ?? work.Tables;
                var inputs = await _observation.Observe(work, transaction, identity, content, prior);
                Decision decision;
                if (work.Waits)
                {
                    decision = _history.Decide(work, transaction, inputs);
                }
                else
                {
                    Assessment.Assess(
                        work.ScoringVersion, work.State, transaction, inputs, work.Tables, out decision);
                }

                work.Decide(i, transaction, inputs with { Category = decision.ObservedCategory }, decision);
            }
        }

        await AnswerKnown(work);
        services.Runtime.Metrics.Decided(services.Runtime.Time.GetElapsedTime(began));
    }

    /// <summary>
    /// What came before in the transaction's lifecycle; null where this cannot come now, which has been answered.
    /// </summary>
    private async ValueTask<PriorLifecycle?> Prior(BatchWork work, int index, Transaction transaction, byte seen)
    {
        if (work.Waits)
        {
            // a better version of a transaction is the same transaction: whoever counts them counts it once
            var same = work.Corrects > 0 ? (byte)(1 << (int)transaction.Status) : (byte)0;
            return new PriorLifecycle((byte)(seen | same), 0, 0);
        }

        if (!LifecycleReader.AsksForLifecycle(transaction, seen))
        {
            var asks = seen == 0 && LikelyHolds.Asks(transaction, work.State);
            work.Noted = asks ? new BookingNotes(await _holds.Find(work, transaction), false) : default;
            return new PriorLifecycle(seen, 0, 0);
        }

        var lifecycle =
            await lifecycles.LifecycleOf(work, work.Tenant.Pseudonyms, transaction.Id, transaction.Replaces);
        if (lifecycle.Refuse(transaction) is { } refused)
        {
            work.Answer(index, refused);
            return null;
        }

        work.BookedRules = lifecycle.BookedRules(transaction);
        work.Noted = new BookingNotes(0, lifecycle.GivesBackMore(transaction));
        return lifecycle.Prior(transaction);
    }

    /// <summary>Reads the first answers of what is recorded already, all in one read.</summary>
    private async ValueTask AnswerKnown(BatchWork work)
    {
        if (work.Known.Count == 0)
        {
            return;
        }

        var recorded =
            await lifecycles.Recorded(
                work.Known.SelectMany(static known => known.Versions), residency.Account!.Session);
        foreach (var known in work.Known)
        {
            if (known.Of(recorded, work.Batch.Items[known.Index]) is { } entry)
            {
                work.AnswerKnown(known, entry);
            }
            else
            {
                work.Answer(known.Index, await Admission.Gone(work, known, lifecycles));
            }
        }
    }

    /// <summary>The record of what was decided.</summary>
    private async ValueTask<AccountChange> Change(BatchWork work)
    {
        var (account, newKey) = residency.Account is { } loaded ? (loaded, null) : await recorder.Create(work.Profile);
        return new AccountChange(
            account, newKey, work.ScoringVersion, work.Body(first: newKey is not null), work.Identities(), work.Now);
    }

    private Outcome<AssessedBatch> Answered(BatchWork work)
    {
        services.Runtime.Metrics.Answered(work.Entries.Count, work.Answers.Count - work.Entries.Count);
        return new AssessedBatch(work.Answers) { Waiting = residency.Account?.Mark.Waiting ?? 0 };
    }
}
