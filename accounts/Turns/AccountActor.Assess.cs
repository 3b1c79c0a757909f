using System.Runtime.CompilerServices;
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
using OrleansRisk.Tenants.Learned;

namespace OrleansRisk.Accounts.Turns;

public sealed partial class AccountActor
{
    /// <summary>Decides, records, and only then shows: what is not recorded has not happened.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<AssessOutcome> Assess(Caller caller, TransactionBatch batch)
    {
        if (!AccessRules.Permits(caller, batch.Mode))
        {
            return new AssessOutcome.Denied();
        }

        HandedOver = false;
        BatchWork? work = null;
        try
        {
            work = await Begin(batch);
            if (work is null)
            {
                return NotReady();
            }

            await Decide(work);
            return work.Entries.Count == 0 ? Answered(work) : await Record(work);
        }
        catch (Exception e) when (Expected(e))
        {
            return Refuse(e);
        }
        finally
        {
            End(work);
        }
    }

    /// <summary>
    /// Decides each as <see cref="Assess"/> would if it came now and alone, and forgets it: so no answer depends on
    /// what else was asked with it.
    /// </summary>
    public async ValueTask<AssessOutcome> WhatIf(TransactionBatch batch)
    {
        HandedOver = false;
        var answers = new Answer[batch.Items.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            var outcome = await TryAlone(batch with { Items = [batch.Items[i]] });
            if (outcome is not AssessOutcome.Answered alone)
            {
                return outcome;
            }

            answers[i] = alone.Answers[0];
        }

        return new AssessOutcome.Answered(answers);
    }

    private async ValueTask<AssessOutcome> TryAlone(TransactionBatch batch)
    {
        BatchWork? work = null;
        try
        {
            work = await Begin(batch);
            if (work is null)
            {
                return NotReady();
            }

            await Decide(work);
            return new AssessOutcome.Answered(work.Answers);
        }
        catch (Exception e) when (Expected(e))
        {
            return Refuse(e);
        }
        finally
        {
            End(work);
        }
    }

    private static bool Expected(Exception e) =>
        e is AccountUnreadableException or SealBrokenException or ModelUnreadableException
            or KeyUnavailableException or JournalUnavailableException;

    private AssessOutcome Refuse(Exception e)
    {
        switch (e)
        {
            case JournalUnavailableException silent:
                Silence(silent);
                return SendAgain("journal_unavailable");
            case ModelUnreadableException: // the tenant's, not the account's: as soon as it can be read, it is
                return new AssessOutcome.Unavailable(UnavailableCause.PublicationMissing);
            case AccountUnreadableException unreadable:
                Fail(unreadable.Cause, unreadable.Sequence);
                break;
            case KeyUnavailableException unavailable:
                services.Tenants.Forget(tenant); // its pseudonyms may be what is gone
                Fail(unavailable.Cause, 0);
                break;
            default:
                Fail(UnavailableCause.SealBroken, 0);
                break;
        }

        return new AssessOutcome.Unavailable(_cause);
    }

    private AssessOutcome NotReady() => _standing switch
    {
        Standing.Erased => new AssessOutcome.Erased(),
        Standing.Failed => new AssessOutcome.Unavailable(_cause),
        Standing.Cold => SendAgain("journal_unavailable"),
        _ => new AssessOutcome.Denied(), // no such tenant
    };

    private AssessOutcome.NotRecorded SendAgain(string cause) => new(services.Runtime.Options.SendAgainAfter, cause);

    /// <summary>
    /// A scratch copy of the committed state, or of what a new account begins with; null where there can be no turn.
    /// </summary>
    private async ValueTask<BatchWork?> Begin(TransactionBatch batch)
    {
        ArgumentOutOfRangeException.ThrowIfZero(batch.Items.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Items.Count, AccountLimits.TransactionsPerBatchMax);
        if (await Ready() is not (Standing.Loaded or Standing.New)
            || await services.Tenants.Find(tenant, default) is not { } context)
        {
            return null;
        }

        var scratch = services.Runtime.Buffers.Rent();
        var profile = _account?.Profile ?? NewProfile(batch.Account, context);
        if (_account is { } account)
        {
            account.State.CopyTo(scratch, 0);
        }
        else
        {
            AccountState.Initialize(scratch, profile.CurrencyNumber, profile.OpenedDay);
        }

        if (!string.Equals(profile.Account, batch.Account, StringComparison.Ordinal))
        {
            throw new ArgumentException("the batch is of another account", nameof(batch));
        }

        return new BatchWork(batch, context, context.Tables(services.Published), scratch, Now)
        {
            Profile = profile,
            Clock = _account?.Clock ?? context.DefaultClock,
            Fold = NextFold(context),
            Committed = _account?.Sequence ?? 0,
        };
    }

    private void End(BatchWork? work)
    {
        if (work is not null)
        {
            services.Runtime.Buffers.Return(work.State);
        }

        if (_identities?.Count > AccountLimits.IdentitiesIndexedMax)
        {
            _identities = null;
        }
    }

    /// <summary>Every transaction in order, each against the state that the one before it left.</summary>
    private async ValueTask Decide(BatchWork work)
    {
        var began = Time.GetTimestamp();
        var items = work.Batch.Items;
        for (var i = 0; i < items.Count; i++)
        {
            var transaction = items[i];
            work.BookedRules = null;
            var pseudonyms = work.Tenant.Pseudonyms;
            var identity = pseudonyms.Identity(transaction.Id, transaction.Status);
            var content = pseudonyms.Content(transaction);
            var match = AccountState.Find(work.State, identity, transaction.At);
            var known = match.Kind == IdentityKind.Known ? match.Sequence
                : match.Kind == IdentityKind.AskJournal ? await Locate(work, identity)
                : 0;
            if (known > 0)
            {
                work.Repeat(i, known, content);
            }
            else if (Admission.Refuse(work, transaction) is { } refused)
            {
                work.Answer(i, refused);
            }
            else if (await Prior(work, i, transaction, SeenOf(work, match, identity)) is { } prior)
            {
                work.Tables = services.Published.TablesFor(tenant, key, work.NextSequence) ?? work.Tables;
                var observed = await Observe(work, transaction, identity, content, prior);
                Assessment.Assess(work.Fold, work.State, transaction, observed, work.Tables, out var decision);
                work.Decide(i, transaction, observed, decision);
            }
        }

        await AnswerKnown(work);
        services.Runtime.Metrics.Decided(Time.GetElapsedTime(began));
    }

    /// <summary>
    /// What came before in the transaction's life; null where this cannot come now, which has been answered.
    /// </summary>
    private async ValueTask<PriorLife?> Prior(BatchWork work, int index, Transaction transaction, byte seen)
    {
        if (!AsksForLife(transaction, seen))
        {
            return new PriorLife(seen, 0, 0);
        }

        var life = await LifeOf(work, work.Tenant.Pseudonyms, transaction.Id, transaction.Replaces);
        if (life.Refuse(transaction, work.Profile.CurrencyNumber) is { } refused)
        {
            work.Answer(index, refused);
            return null;
        }

        work.BookedRules = life.BookedRules;
        return life.Prior(work.Profile.CurrencyNumber);
    }

    /// <summary>Reads the first answers of what is recorded already, all in one read.</summary>
    private async ValueTask AnswerKnown(BatchWork work)
    {
        if (work.Known.Count == 0)
        {
            return;
        }

        var recorded = await Recorded(work.Known.Select(known => known.Sequence), _account!.Session);
        foreach (var known in work.Known)
        {
            if (recorded.TryGetValue(known.Sequence, out var entry))
            {
                work.AnswerKnown(known, entry);
            }
            else if (Admission.TooOld(work, work.Batch.Items[known.Index]))
            {
                work.Answer(known.Index, new Answer.Refused("too_old", "at"));
            }
            else
            {
                throw new AccountUnreadableException(UnavailableCause.RecordMissing, known.Sequence);
            }
        }
    }
}
