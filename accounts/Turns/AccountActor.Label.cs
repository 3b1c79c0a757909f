using System.Buffers.Binary;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Turns;

public sealed partial class AccountActor
{
    /// <summary>
    /// Statuses in the order in which a label looks for its transaction: money that moved comes first.
    /// </summary>
    private static readonly TransactionStatus[] LabelledStatuses =
        [TransactionStatus.Booked, TransactionStatus.Authorised, TransactionStatus.Reversed, TransactionStatus.Expired];

    /// <summary>Records what became known of an earlier transaction.</summary>
    public async ValueTask<LabelOutcome> Label(LabelRequest request)
    {
        HandedOver = false;
        try
        {
            var standing = await Ready();
            if (standing == Standing.New)
            {
                return new LabelOutcome(LabelResult.UnknownTransaction, Refusal.None);
            }

            return standing == Standing.Loaded && await services.Tenants.Find(tenant, default) is { } context
                ? await Label(request, context)
                : NoLabel(NotReady());
        }
        catch (Exception e) when (Expected(e))
        {
            return NoLabel(Refuse(e));
        }
    }

    private async ValueTask<LabelOutcome> Label(LabelRequest request, TenantContext context)
    {
        var life = await LifeOf(work: null, context.Pseudonyms, request.Transaction, replaces: null);
        if (life.Events.Count == 0)
        {
            return new LabelOutcome(LabelResult.UnknownTransaction, Refusal.None);
        }

        var (entry, newest) = LabelTarget(await Identities(), life);
        var inForce = newest == 0 ? LabelKind.Withdrawn : await LabelAt(newest);
        var result = request.KnownAt < entry.Transaction.At ? LabelResult.BeforeTransaction
            : request.Kind != inForce ? LabelResult.Recorded
            : request.Kind == LabelKind.Withdrawn ? LabelResult.NotLabelled
            : LabelResult.Unchanged;
        return result == LabelResult.Recorded
            ? await RecordLabel(request, entry, inForce, NextFold(context))
            : new LabelOutcome(result, Refusal.None);
    }

    /// <summary>
    /// The one that is labelled already under any status or id of the transaction, or else the first there is; and its
    /// newest label.
    /// </summary>
    private static (LifeEvent Target, long NewestLabel) LabelTarget(IdentityIndex identities, TransactionLife life)
    {
        var ordered = life.Events.OrderBy(each => Array.IndexOf(LabelledStatuses, each.Status)).ToList();
        var target = ordered.MaxBy(each => identities.Label(each.Observed.Identity)); // of equals, the first
        return (target, identities.Label(target.Observed.Identity));
    }

    private async ValueTask<LabelKind> LabelAt(long sequence)
    {
        var records = await services.Stores.Reader.Find(tenant, key, [sequence], CancellationToken.None);
        return records.Count == 1 && Bodies.Open(_account!.Session, records[0]) is LabelledBody labelled
            ? labelled.Label.After
            : throw new AccountUnreadableException(UnavailableCause.RecordMissing, sequence);
    }

    private async ValueTask<LabelOutcome> RecordLabel(
        LabelRequest request, LifeEvent entry, LabelKind inForce, ushort fold)
    {
        var account = _account!;
        var observed = entry.Observed;
        var label = new LabelEvent(
            account.Sequence + 1, observed.Sequence, observed.Identity, observed.CivilDay, observed.Counterparty,
            inForce, request.Kind, request.KnownAt);
        var scratch = services.Runtime.Buffers.Rent();
        try
        {
            account.State.CopyTo(scratch, 0);
            Assessment.Label(fold, scratch, label);
            var now = Now;
            var identities = new byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(identities, label.Identity);
            var body = new LabelledBody(label, request.Transaction, request.Source, now);
            var record = Seal(fold, account, newKey: null, body, scratch, identities, now);
            var appended = await Append(record);
            if (appended.Outcome != RowOutcome.Committed)
            {
                return NoLabel(NotCommitted(account, record, appended));
            }

            scratch = Swap(account, record, scratch);
            return new LabelOutcome(LabelResult.Recorded, Refusal.None);
        }
        finally
        {
            services.Runtime.Buffers.Return(scratch);
        }
    }

    private static LabelOutcome NoLabel(AssessOutcome outcome) => outcome switch
    {
        AssessOutcome.Unavailable unavailable =>
            new LabelOutcome(LabelResult.None, Refusal.Unavailable, unavailable.Cause),
        AssessOutcome.Erased => new LabelOutcome(LabelResult.None, Refusal.Erased),
        AssessOutcome.Denied => new LabelOutcome(LabelResult.None, Refusal.Denied),
        _ => new LabelOutcome(LabelResult.NotRecorded, Refusal.Retry), // sent again, a recorded one is "unchanged"
    };
}
