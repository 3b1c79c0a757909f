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
/// or authorisation that replaces an id takes its place, and an id is replaced once, but that a hold may be booked by
/// parts; reversals may replace it too, each taking a part back.
/// </summary>
internal sealed class TransactionLifecycle
{
    private readonly ushort _currency;
    private readonly List<BookedPart> _booked = [];
    private long _letGo;

    /// <param name="events">Oldest first.</param>
    /// <param name="currency">The account's.</param>
    public TransactionLifecycle(IReadOnlyList<LifecycleEvent> events, ushort currency)
    {
        (Events, _currency) = (events, currency);
        foreach (var each in events)
        {
            if (each.Status == TransactionStatus.Booked)
            {
                Book(each);
            }
            else if (each.Status == TransactionStatus.Reversed && PartOf(each.Transaction) is { } part)
            {
                part.TakeBack(each.Transaction);
            }
            else if (each.Status == TransactionStatus.Reversed)
            {
                _letGo += Stated(each.Transaction);
            }
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<LifecycleEvent> Events { get; }

    /// <summary>More ids than are followed.</summary>
    public bool TooLong { get; init; }

    private bool HasExpired => First(TransactionStatus.Expired) is not null;

    private bool HasReversal => First(TransactionStatus.Reversed) is not null;

    private LifecycleEvent? Hold => Last(TransactionStatus.Authorised);

    /// <summary>
    /// What rules said when the money was booked that this takes back or takes again; null where none was booked.
    /// </summary>
    public RuleObservation? BookedRules(Transaction next) =>
        PartOf(next) is { Booking.Inputs: var inputs } && !IsPartOfHold(next)
            ? new RuleObservation(inputs.Category, inputs.CategoryRulesVersion)
            : null;

    /// <summary>Why this cannot come now; null where it can.</summary>
    public Answer.Refused? Refuse(Transaction next)
    {
        if (TooLong)
        {
            return new Answer.Refused("limit_reached", "replaces");
        }

        var field = next.Replaces is null ? "id" : "replaces";
        if (next.Status is TransactionStatus.Reversed or TransactionStatus.Expired)
        {
            return _booked.Count == 0 && Hold is null ? new Answer.Refused("transaction_unknown", field)
                : IsOver(next) ? new Answer.Refused("status_out_of_order", "status")
                : null;
        }

        return IsPartOfHold(next) ? null
            : IsReplaced(next.Id) ? new Answer.Refused("already_replaced", "id")
            : next.Replaces is { } earlier && IsReplaced(earlier) ? new Answer.Refused("already_replaced", "replaces")
            : IsPast(next) ? new Answer.Refused("status_out_of_order", "status")
            : null;
    }

    /// <summary>
    /// As core is told of it. The bit of a reversal is set once all is taken back, and the amount is what is still
    /// booked: so the next part of it comes off that. A further part of a hold, and money that is taken again, are
    /// booked as an authorisation is: money moves, and the attempt was counted.
    /// </summary>
    public PriorLifecycle Prior(Transaction next)
    {
        if (next.Status == TransactionStatus.Booked && _booked.Count > 0)
        {
            return new PriorLifecycle(1 << (int)TransactionStatus.Authorised, 0, 0);
        }

        var seen = 0;
        foreach (var each in Events)
        {
            seen |= each.Status == TransactionStatus.Reversed ? 0 : 1 << (int)each.Status;
        }

        var part = PartOf(next);
        seen |= IsTakenBack(part) ? 1 << (int)TransactionStatus.Reversed : 0;
        if (part is null)
        {
            return new PriorLifecycle((byte)seen, 0, 0);
        }

        var minor = Money.InAccountCurrency(part.Booking.Transaction, _currency) ?? 0;
        return new PriorLifecycle((byte)seen, part.Booking.Inputs.CivilDay, Math.Max(0, minor - part.TakenBack));
    }

    /// <summary>More comes back than is still booked.</summary>
    public bool GivesBackMore(Transaction next) => next.Status == TransactionStatus.Reversed
        && PartOf(next) is { } part && Stated(next) > part.Left;

    private void Book(LifecycleEvent booking)
    {
        var part = booking.Transaction.Replaces is { } earlier
            ? _booked.FindLast(each => each.IsOver && each.Has(earlier)) : null;
        if (part is null)
        {
            _booked.Add(new BookedPart(booking, _currency));
        }
        else
        {
            part.BookAgain(booking);
        }
    }

    /// <summary>
    /// The part that this names; a hold's id names whichever of its parts has something left. Null where nothing is
    /// booked.
    /// </summary>
    private BookedPart? PartOf(Transaction next)
    {
        var id = next.Replaces ?? next.Id;
        var named = _booked.FindLast(part => part.Has(id));
        return named is not null && (!named.IsOver || !IsAuthorised(id))
            ? named
            : _booked.FindLast(static part => !part.IsOver) ?? named ?? _booked.LastOrDefault();
    }

    /// <summary>
    /// A shop that sends in parts books a hold in parts: a further booking is one if it names the hold and fits into
    /// what is left of it.
    /// </summary>
    private bool IsPartOfHold(Transaction next) =>
        next.Status == TransactionStatus.Booked
        && _booked.Count > 0
        && Hold is { Transaction: var hold }
        && hold.Id == (next.Replaces ?? next.Id)
        && Stated(next) <= Stated(hold) - _letGo - _booked.Sum(part => Stated(part.Booking.Transaction));

    /// <summary>Nothing is left that could be reversed, or could expire.</summary>
    private bool IsOver(Transaction end) =>
        IsTakenBack(PartOf(end))
        || (_booked.Count == 0 && HasExpired)
        || (_booked.Count > 0 && end.Status == TransactionStatus.Expired);

    /// <summary>
    /// Money is booked once, and again only once all of it came back, as where a chargeback is lost; not where it was
    /// let go before it was booked. An authorisation comes before whatever ends it. An expired one may still be booked:
    /// shops are late.
    /// </summary>
    private bool IsPast(Transaction begin) =>
        begin.Status == TransactionStatus.Authorised
            ? _booked.Count > 0 || HasExpired || HasReversal
            : (_booked.Count == 0) == IsTakenBack(PartOf(begin));

    private bool IsReplaced(string id) => Events.Any(each => each.Begins && each.Transaction.Replaces == id);

    private bool IsAuthorised(string id) =>
        Events.Any(each => each.Status == TransactionStatus.Authorised && each.Transaction.Id == id);

    /// <summary>Reversals have reached what was booked, or authorised where nothing was.</summary>
    private bool IsTakenBack(BookedPart? part) => part?.IsOver
        ?? (HasReversal && Hold is { } hold && _letGo >= Stated(hold.Transaction));

    private long Stated(Transaction transaction) => BookedPart.Stated(transaction, _currency);

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
