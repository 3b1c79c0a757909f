using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Timeline;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Accounts.Turns;

/// <summary>
/// The turn that says what recording a batch would come to. It decides as <see cref="TransactionTurn"/> does, for it is
/// the same code, each transaction against the state that the one before it left, and then forgets all of it.
/// </summary>
internal sealed class CheckTurn(AccountResidency residency, TransactionTurn transactions)
{
    private readonly Dictionary<Transaction, CheckedItem> _items = new(ReferenceEqualityComparer.Instance);

    public async ValueTask<Outcome<BatchCheck>> Check(Caller caller, TransactionBatch batch)
    {
        if (!AccessRules.Permits(caller, batch.Mode))
        {
            return new Failure.Denied();
        }

        await residency.Ready();
        var asOf = residency.Account is { } account ? AccountState.Summarize(account.State).AsOf : 0;

        // What lies before what the account knows, and what corrects it, waits beside its state, whatever comes with
        // it: each is asked apart.
        AccountView? after = null;
        var places = Enumerable.Range(0, batch.Items.Count);
        foreach (var part in places.GroupBy(place => batch.Items[place].At < asOf || batch.Corrects?[place] is not null)
            .OrderByDescending(static part => part.Key))
        {
            var outcome = await transactions.Try(
                batch with
                {
                    Items = [.. part.Select(place => batch.Items[place])],
                    Corrects = part.Key && batch.Corrects is { } corrects
                        ? [.. part.Select(place => corrects[place])] : null,
                }, AccountLimits.TransactionsPerCheckMax, Take);
            if (!outcome.IsDone)
            {
                return outcome.Failure;
            }

            after = outcome.Value;
        }

        var items = batch.Items.Select(item => _items[item]).ToList();
        return new BatchCheck(items, residency.Account?.View(), after!)
        {
            AfterRebuild = items.Exists(static item => item.Kind == CheckedKind.Waiting),
        };
    }

    private AccountView Take(BatchWork work)
    {
        for (var i = 0; i < work.Answers.Count; i++)
        {
            var transaction = work.Batch.Items[i];
            _items[transaction] = ItemOf(work.Answers[i], transaction, work.Waits);
        }

        return new AccountView(residency.Key, work.Profile, AccountState.Summarize(work.State));
    }

    private static CheckedItem ItemOf(Answer answer, Transaction transaction, bool waits) => answer switch
    {
        Answer.Decided { Duplicate: true, Changed: var changed } => new CheckedItem(
            CheckedKind.Known, null, changed.Count == 0 ? null : string.Join(',', changed), default),
        Answer.Decided decided => new CheckedItem(
            waits ? CheckedKind.Waiting : CheckedKind.Recorded, null, null, CategoryOf(decided.Entry, transaction)),
        Answer.Conflict conflict =>
            new CheckedItem(CheckedKind.Refused, "id_reused", string.Join(',', conflict.Fields), default),
        Answer.Refused refused => new CheckedItem(CheckedKind.Refused, refused.Code, refused.Field, default),
        _ => throw new InvalidOperationException($"no answer is a {answer.GetType().Name}"),
    };

    private static Category CategoryOf(DecisionAnswer entry, Transaction transaction)
    {
        if (entry.ScoringVersion < ScoringVersions.Three)
        {
            return default;
        }

        var found = CategoryEvidence.Of(entry.ScoringVersion, transaction, entry.Inputs);
        return found.Found ? found.Category
            : (entry.Decision.Flags & DecisionFlags.Recurring) != 0 ? Category.RecurringIncome : default;
    }
}
