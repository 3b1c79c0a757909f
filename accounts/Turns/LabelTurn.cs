using System.Buffers.Binary;
using OrleansRisk.Accounts.Identities;
using OrleansRisk.Accounts.Recording;
using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Accounts.Timeline;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Turns;

/// <summary>The turn that records what became known of an earlier transaction.</summary>
internal sealed class LabelTurn(
    AccountServices services, AccountResidency residency, AccountRecorder recorder, LifecycleReader lifecycles)
{
    /// <summary>
    /// Statuses in the order in which a label looks for its transaction: money that moved comes first.
    /// </summary>
    private static readonly TransactionStatus[] LabelledStatuses =
        [TransactionStatus.Booked, TransactionStatus.Authorised, TransactionStatus.Reversed, TransactionStatus.Expired];

    /// <summary>Records what became known of an earlier transaction.</summary>
    public async ValueTask<Outcome<LabelResult>> Label(LabelRequest request)
    {
        recorder.Begin();
        try
        {
            var loadState = await residency.Ready();
            if (loadState == LoadState.New)
            {
                return UnknownTransaction();
            }

            return loadState == LoadState.Loaded
                && await services.Tenants.Find(residency.Tenant, default) is { } context
                ? await Label(request, context)
                : TurnFailure.NotReady(services, residency);
        }
        catch (Exception e) when (TurnFailure.IsExpected(e))
        {
            return TurnFailure.Of(e, services, residency);
        }
    }

    private async ValueTask<Outcome<LabelResult>> Label(LabelRequest request, TenantContext context)
    {
        var lifecycle =
            await lifecycles.LifecycleOf(work: null, context.Pseudonyms, request.Transaction, replaces: null);
        if (lifecycle.Events.Count == 0)
        {
            return UnknownTransaction();
        }

        var places = await residency.Identities.LookUp(
            residency.Account!, [.. lifecycle.Events.Select(each => each.Inputs.Identity)]);
        var (entry, newest) = LabelTarget(places, lifecycle);
        var inForce = newest == 0 ? LabelKind.Withdrawn : await LabelAt(newest);
        if (request.KnownAt < entry.Transaction.At)
        {
            return new Failure.Refused("label_before_transaction", "known_at");
        }

        if (request.Kind != inForce)
        {
            return residency.Account!.Profile.MergedInto is { } into
                ? new Failure.Refused("account_merged", "account", TransactionBatch.MovedFrom + into)
                : await RecordLabel(request, entry, inForce, recorder.NextFold(context));
        }

        return request.Kind == LabelKind.Withdrawn
            ? new Failure.Refused("not_labelled", "label")
            : LabelResult.Unchanged;
    }

    private static Failure.Refused UnknownTransaction() => new("transaction_unknown", "transaction");

    /// <summary>
    /// The one that is labelled already under any status or id of the transaction, or else the first there is; and its
    /// newest label.
    /// </summary>
    private static (LifecycleEvent Target, long NewestLabel) LabelTarget(
        IdentityPlaces places, TransactionLifecycle lifecycle)
    {
        var ordered = lifecycle.Events.OrderBy(each => Array.IndexOf(LabelledStatuses, each.Status)).ToList();
        var target = ordered.MaxBy(each => places.Label(each.Inputs.Identity)); // of equals, the first
        return (target, places.Label(target.Inputs.Identity));
    }

    private async ValueTask<LabelKind> LabelAt(long sequence)
    {
        var records = await services.Stores.Reader.Find(
            residency.Tenant, residency.Key, [sequence], CancellationToken.None);
        return records.Count == 1 && Bodies.Open(residency.Account!.Session, records[0]) is TransactionLabelled labelled
            ? labelled.Label.After
            : throw new AccountUnreadableException(UnavailableCause.RecordMissing, sequence);
    }

    private async ValueTask<Outcome<LabelResult>> RecordLabel(
        LabelRequest request, LifecycleEvent entry, LabelKind inForce, ushort scoringVersion)
    {
        var account = residency.Account!;
        var inputs = entry.Inputs;
        var label = new LabelEvent(
            account.Sequence + 1, inputs.Sequence, inputs.Identity, inputs.CivilDay, inputs.Counterparty,
            inForce, request.Kind, request.KnownAt);
        using var scratch = ScratchState.Of(account, services.Runtime.Buffers);
        Assessment.Label(scoringVersion, scratch.State, label);
        var now = residency.Now;
        var identities = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(identities, label.Identity);
        var body = new TransactionLabelled(label, request.Transaction, request.Source, now);
        return await recorder.Commit(new(account, null, scoringVersion, body, identities, now), scratch) is { } failed
            ? failed
            : LabelResult.Recorded;
    }
}
