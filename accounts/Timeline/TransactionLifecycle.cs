using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Accounts.Timeline;

/// <summary>One status of a transaction as the account took it in.</summary>
internal readonly record struct LifecycleEvent(Transaction Transaction, DecisionInputs Inputs)
{
    public TransactionStatus Status => Transaction.Status;

    /// <summary>It is, or was, money asked for: not the end of something.</summary>
    public bool Begins => Status is TransactionStatus.Authorised or TransactionStatus.Booked;
}

/// <summary>
/// What an account knows of one transaction under all ids it has had, oldest first; and what may come next. A booking
/// or authorisation that replaces an id takes its place, and an id is replaced once; reversals may replace it too, each
/// taking a part back.
/// </summary>
internal sealed record TransactionLifecycle(IReadOnlyList<LifecycleEvent> Events)
{
    /// <summary>More ids than are followed.</summary>
    public bool TooLong { get; init; }

    /// <summary>What rules said when it was booked last; null where it was not.</summary>
    public RuleObservation? BookedRules => Booked is { Inputs: var inputs }
        ? new RuleObservation(inputs.Category, inputs.CategoryRulesVersion)
        : null;

    /// <summary>The booking in force: money that all came back may be taken again by another one.</summary>
    private LifecycleEvent? Booked => Last(TransactionStatus.Booked);

    private bool IsAuthorised => First(TransactionStatus.Authorised) is not null;

    private bool HasExpired => First(TransactionStatus.Expired) is not null;

    /// <summary>Why this cannot come now; null where it can.</summary>
    public Answer.Refused? Refuse(Transaction next, ushort currency)
    {
        if (TooLong)
        {
            return new Answer.Refused("limit_reached", "replaces");
        }

        var field = next.Replaces is null ? "id" : "replaces";
        if (next.Status is TransactionStatus.Reversed or TransactionStatus.Expired)
        {
            return Booked is null && !IsAuthorised ? new Answer.Refused("transaction_unknown", field)
                : IsOver(next.Status, currency) ? new Answer.Refused("status_out_of_order", "status")
                : null;
        }

        return IsReplaced(next.Id) ? new Answer.Refused("already_replaced", "id")
            : next.Replaces is { } earlier && IsReplaced(earlier) ? new Answer.Refused("already_replaced", "replaces")
            : IsPast(next.Status, currency) ? new Answer.Refused("status_out_of_order", "status")
            : null;
    }

    /// <summary>
    /// As core is told of it. The bit of a reversal is set once all is taken back, and the amount is what is still
    /// booked: so the next part of it comes off that. Money that is taken again is booked as that of an authorisation:
    /// it moves, and the attempt was counted.
    /// </summary>
    public PriorLifecycle Prior(TransactionStatus next, ushort currency)
    {
        if (next == TransactionStatus.Booked && Booked is not null)
        {
            return new PriorLifecycle(1 << (int)TransactionStatus.Authorised, 0, 0);
        }

        var seen = 0;
        foreach (var each in Events)
        {
            seen |= each.Status == TransactionStatus.Reversed ? 0 : 1 << (int)each.Status;
        }

        seen |= IsTakenBack(currency) ? 1 << (int)TransactionStatus.Reversed : 0;
        if (Booked is not { } booked)
        {
            return new PriorLifecycle((byte)seen, 0, 0);
        }

        var minor = Money.InAccountCurrency(booked.Transaction, currency) ?? 0;
        return new PriorLifecycle((byte)seen, booked.Inputs.CivilDay, Math.Max(0, minor - TakenBack(currency)));
    }

    /// <summary>Nothing is left that could be reversed, or could expire.</summary>
    private bool IsOver(TransactionStatus end, ushort currency) =>
        IsTakenBack(currency)
        || (Booked is null && HasExpired)
        || (Booked is not null && end == TransactionStatus.Expired);

    /// <summary>
    /// Money is booked once, and again only once all of it came back, as where a chargeback is lost; not where it was
    /// let go before it was booked. An authorisation comes before whatever ends it. An expired one may still be booked:
    /// shops are late.
    /// </summary>
    private bool IsPast(TransactionStatus begin, ushort currency) =>
        begin == TransactionStatus.Authorised
            ? Booked is not null || HasEnded
            : (Booked is null) == IsTakenBack(currency);

    private bool HasReversal => First(TransactionStatus.Reversed) is not null;

    private bool HasEnded => HasExpired || HasReversal;

    private bool IsReplaced(string id) => Events.Any(each => each.Begins && each.Transaction.Replaces == id);

    /// <summary>Reversals have reached what was booked, or authorised where nothing was.</summary>
    private bool IsTakenBack(ushort currency) =>
        HasReversal
        && (Booked ?? Last(TransactionStatus.Authorised)) is { } asked
        && TakenBack(currency) >= Stated(asked.Transaction, currency);

    /// <summary>What came back since it was booked; of what was never booked, what was let go.</summary>
    private long TakenBack(ushort currency)
    {
        var since = Booked?.Inputs.Sequence ?? 0;
        long sum = 0;
        foreach (var each in Events)
        {
            var counts = each.Status == TransactionStatus.Reversed && each.Inputs.Sequence > since;
            sum += counts ? Stated(each.Transaction, currency) : 0;
        }

        return sum;
    }

    /// <summary>In the account's currency, or without a rate as it stands: a lifecycle keeps to one currency.</summary>
    private static long Stated(Transaction transaction, ushort currency) =>
        Money.InAccountCurrency(transaction, currency) ?? transaction.AmountMinor;

    private LifecycleEvent? First(TransactionStatus status)
    {
        foreach (var each in Events)
        {
            if (each.Status == status)
            {
                return each;
            }
        }

        return null;
    }

    private LifecycleEvent? Last(TransactionStatus status)
    {
        LifecycleEvent? last = null;
        foreach (var each in Events)
        {
            last = each.Status == status ? each : last;
        }

        return last;
    }
}
