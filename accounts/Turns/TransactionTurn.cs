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

    /// <summary>Decides, records, and only then shows: what is not recorded has not happened.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Outcome<AssessedBatch>> Assess(Caller caller, TransactionBatch batch)
    {
        if (!AccessRules.Permits(caller, batch.Mode))
        {
            return new Failure.Denied();
        }

        recorder.Begin();
        BatchWork? work = null;
        try
        {
            work = await Begin(batch);
            if (work is null)
            {
                return TurnFailure.NotReady(services, residency);
            }

            await Decide(work);
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
        recorder.Begin();
        var answers = new Answer[batch.Items.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            var outcome = await TryAlone(batch with { Items = [batch.Items[i]] });
            if (!outcome.IsDone)
            {
                return outcome;
            }

            answers[i] = outcome.Value.Answers[0];
        }

        return new AssessedBatch(answers);
    }

    private async ValueTask<Outcome<AssessedBatch>> TryAlone(TransactionBatch batch)
    {
        BatchWork? work = null;
        try
        {
            work = await Begin(batch);
            if (work is null)
            {
                return TurnFailure.NotReady(services, residency);
            }

            await Decide(work);
            return new AssessedBatch(work.Answers);
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
    private async ValueTask<BatchWork?> Begin(TransactionBatch batch)
    {
        ArgumentOutOfRangeException.ThrowIfZero(batch.Items.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Items.Count, AccountLimits.TransactionsPerBatchMax);
        if (await residency.Ready() is not (LoadState.Loaded or LoadState.New)
            || await services.Tenants.Find(residency.Tenant, default) is not { } context)
        {
            return null;
        }

        var account = residency.Account;
        var profile = account?.Profile ?? NewProfiles.Of(batch.Account, context);
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
        var items = work.Batch.Items;
        for (var i = 0; i < items.Count; i++)
        {
            var transaction = items[i];
            (work.BookedRules, work.Noted) = (null, default);
            var pseudonyms = work.Tenant.Pseudonyms;
            var identity = pseudonyms.Identity(transaction.Id, transaction.Status);
            var content = pseudonyms.Content(transaction);
            var match = AccountState.Find(work.State, identity, transaction.At);
            if (lifecycles.IsToBeLookedUp(work, match, identity))
            {
                await lifecycles.LookUp(work, i);
            }

            var known = match.Kind == IdentityKind.Known ? match.Sequence : LifecycleReader.Located(work, identity);
            if (known > 0)
            {
                work.Repeat(i, known, content);
            }
            else if (Admission.Refuse(work, transaction) is { } refused)
            {
                work.Answer(i, refused);
            }
            else if (await Prior(work, i, transaction, LifecycleReader.SeenOf(work, match, identity)) is { } prior)
            {
                work.Tables = services.Published.TablesFor(residency.Tenant, residency.Key, work.NextSequence)
                    ?? work.Tables;
                var inputs = await Observe(work, transaction, identity, content, prior);
                Assessment.Assess(work.ScoringVersion, work.State, transaction, inputs, work.Tables, out var decision);
                work.Decide(i, transaction, inputs, decision);
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
            await lifecycles.Recorded(work.Known.Select(known => known.Sequence), residency.Account!.Session);
        foreach (var known in work.Known)
        {
            if (recorded.TryGetValue(known.Sequence, out var entry))
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
        var body = new TransactionsAssessed(newKey is null ? null : work.Profile, default, work.Entries);
        return new AccountChange(account, newKey, work.ScoringVersion, body, work.Identities(), work.Now);
    }

    private Outcome<AssessedBatch> Answered(BatchWork work)
    {
        services.Runtime.Metrics.Answered(work.Entries.Count, work.Answers.Count - work.Entries.Count);
        return new AssessedBatch(work.Answers);
    }

    /// <summary>Resolves everything outside the account that core will see of this transaction.</summary>
    private async ValueTask<DecisionInputs> Observe(
        BatchWork work, Transaction transaction, ulong identity, ulong content, PriorLifecycle prior)
    {
        var pseudonyms = work.Tenant.Pseudonyms;
        var counterparty = transaction.Counterparty is { } name ? pseudonyms.Counterparty(name) : 0;
        var figures = counterparty == 0
            ? default
            : await services.Published.StatisticsFor(residency.Tenant, residency.Key, work.NextSequence, counterparty);
        var (day, offset) = work.Clock.At(transaction.At, transaction.DayOnly);
        var rules = RulesOf(work, transaction);
        return new DecisionInputs
        {
            Sequence = work.NextSequence,
            ArrivedAt = work.Now,
            CivilDay = day,
            OffsetMinutes = offset,
            Identity = identity,
            Content = content,
            Counterparty = counterparty,
            Figures = figures.For(work.ScoringVersion),
            Prior = prior,
            Noted = work.Noted,
            Replaced = transaction.Replaces is { } earlier && work.ScoringVersion >= ScoringVersions.Two
                ? ReplacedIds.Of(pseudonyms, earlier)
                : 0,
            PopulationVersion = work.Tables.Population.Version,
            PolicyVersion = work.Tables.Policy.Version,
            ModelDeploymentVersion =
                work.ScoringVersion >= ScoringVersions.Three ? work.Tables.ModelDeployment.Version : 0,
            Category = rules.Category,
            CategoryRulesVersion = rules.Version,
            History = work.Batch.Mode == IngestMode.History,
        };
    }

    /// <summary>
    /// What the tenant's rules say. Money that comes back is for what it was for when it was booked, whatever the rules
    /// say by now: it is taken from where it was added.
    /// </summary>
    private RuleObservation RulesOf(BatchWork work, Transaction transaction) =>
        work.ScoringVersion < ScoringVersions.Three ? default
            : work.BookedRules ?? RuleObservation.Of(services.Published.CategoryRules(residency.Tenant), transaction);
}
