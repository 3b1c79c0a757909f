using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Accounts.Timeline;

/// <summary>
/// What is booked of one transaction: of a hold, perhaps, one part of several. Reversals take from it, and once all of
/// it came back another booking may take its place.
/// </summary>
internal sealed class BookedPart(LifecycleEvent booking, ushort currency)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal) { booking.Transaction.Id };

    /// <summary>The booking in force: money that all came back may be taken again by another one.</summary>
    public LifecycleEvent Booking { get; private set; } = booking;

    /// <summary>What reversals stated since it was booked.</summary>
    public long TakenBack { get; private set; }

    /// <summary>What is still booked of it.</summary>
    public long Left => Math.Max(0, Stated(Booking.Transaction, currency) - TakenBack);

    public bool IsOver => TakenBack >= Stated(Booking.Transaction, currency);

    /// <summary>The id is of one of its bookings or reversals.</summary>
    public bool Has(string id) => _ids.Contains(id);

    public void TakeBack(Transaction reversal)
    {
        TakenBack += Stated(reversal, currency);
        _ids.Add(reversal.Id);
    }

    public void BookAgain(LifecycleEvent next)
    {
        (Booking, TakenBack) = (next, 0);
        _ids.Add(next.Transaction.Id);
    }

    /// <summary>In the account's currency, or without a rate as it stands: a lifecycle keeps to one currency.</summary>
    public static long Stated(Transaction transaction, ushort currency) =>
        Money.InAccountCurrency(transaction, currency) ?? transaction.AmountMinor;
}
