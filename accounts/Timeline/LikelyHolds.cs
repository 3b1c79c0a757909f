using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Accounts.Timeline;

/// <summary>
/// Finds the hold that a booking is of in all likelihood although it does not name it: a young one to the same party,
/// in the same currency and direction, of nearly the same amount, that no other booking has taken. It is looked for
/// among the identities that the state holds, so the journal is read only where some hold is open.
/// </summary>
internal sealed class LikelyHolds(LifecycleReader lifecycles)
{
    private const ulong StatusMask = 7;
    private const long DayMilliseconds = 86_400_000;

    /// <summary>Whether some hold is open that this could be the booking of.</summary>
    public static bool Asks(Transaction transaction, ReadOnlySpan<byte> state) =>
        transaction is { Status: TransactionStatus.Booked, Replaces: null, Counterparty: not null }
        && HasOpen(state);

    /// <summary>Sequence of the oldest hold that fits; 0 for none.</summary>
    public async ValueTask<long> Find(BatchWork work, Transaction booking)
    {
        var party = work.Tenant.Pseudonyms.Counterparty(booking.Counterparty!);
        var holds = (await Read(work, Open(work.State)))
            .Where(hold => hold.Inputs.Counterparty == party && Fits(hold.Transaction, booking))
            .OrderBy(static hold => hold.Inputs.Sequence).ToList();
        if (holds.Count == 0)
        {
            return 0;
        }

        var later = await Read(work, Booked(work.State, holds[0].Inputs.Sequence));
        var taken = later.Select(static each => each.Inputs.Noted.LikelyHold).ToHashSet();
        return holds.Find(hold => !taken.Contains(hold.Inputs.Sequence)).Inputs.Sequence;
    }

    // A tip or another rate moves the amount a little; what is not booked within days has been let go.
    private static bool Fits(Transaction hold, Transaction booking) =>
        hold.Direction == booking.Direction
        && hold.Currency == booking.Currency
        && hold.AmountMinor > 0
        && Math.Abs(booking.AmountMinor - hold.AmountMinor) <= hold.AmountMinor / AccountLimits.LikelyHoldPart
        && Days(hold, booking) is >= 0 and <= AccountLimits.LikelyHoldDays;

    private static long Days(Transaction hold, Transaction booking) =>
        (booking.At / DayMilliseconds) - (hold.At / DayMilliseconds);

    // Asked of every booking: allocates nothing.
    private static bool HasOpen(ReadOnlySpan<byte> state)
    {
        Span<RecentIdentity> recent = stackalloc RecentIdentity[AccountState.IdentitiesMax];
        recent = recent[..AccountState.Identities(state, recent)];
        foreach (var each in recent)
        {
            if (IsOpen(recent, each.Identity))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Authorised ids of which no other status, and no id that replaces them, is young.</summary>
    private static List<long> Open(ReadOnlySpan<byte> state)
    {
        Span<RecentIdentity> recent = stackalloc RecentIdentity[AccountState.IdentitiesMax];
        recent = recent[..AccountState.Identities(state, recent)];
        var open = new List<long>();
        foreach (var each in recent)
        {
            if (IsOpen(recent, each.Identity))
            {
                open.Add(each.Sequence);
            }
        }

        return open;
    }

    private static bool IsOpen(ReadOnlySpan<RecentIdentity> recent, ulong identity)
    {
        if ((identity & StatusMask) != (ulong)TransactionStatus.Authorised)
        {
            return false;
        }

        foreach (var each in recent)
        {
            if (each.Identity != identity && ((each.Identity ^ identity) & ~StatusMask) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static List<long> Booked(ReadOnlySpan<byte> state, long after)
    {
        Span<RecentIdentity> recent = stackalloc RecentIdentity[AccountState.IdentitiesMax];
        var booked = new List<long>();
        foreach (var each in recent[..AccountState.Identities(state, recent)])
        {
            if ((each.Identity & StatusMask) == (ulong)TransactionStatus.Booked && each.Sequence > after)
            {
                booked.Add(each.Sequence);
            }
        }

        return booked;
    }

    private async ValueTask<List<LifecycleEvent>> Read(BatchWork work, List<long> sequences)
    {
        var unread = sequences.Where(sequence => !work.Young.ContainsKey(sequence)).ToList();
        if (unread.Count > 0)
        {
            foreach (var (sequence, found) in await lifecycles.EventsAt(work, unread))
            {
                work.Young[sequence] = found;
            }
        }

        return [.. sequences.Where(work.Young.ContainsKey).Select(sequence => work.Young[sequence])];
    }
}
