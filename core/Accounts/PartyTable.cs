namespace OrleansRisk.Core.Accounts;

/// <summary>
/// The counterparties an account dealt with last: hash, newest day, transactions, first day, credits. The least
/// recent gives way. From scoring version 4 payments and credits are counted apart, each as far as a byte holds, the
/// greatest payment stands beside them, and those that came once give way first: a rent is met once a month, among more
/// shops than there are slots.
/// </summary>
internal readonly ref struct PartyTable(Span<byte> state)
{
    private const int Newest = 8;
    private const int Transactions = 10;

    /// <summary>From scoring version 4, with credits, where transactions were counted.</summary>
    private const int Payments = Transactions;
    private const int Credits = 11;
    private const int First = 12;
    private const int Greatest = 14;

    /// <summary>Logarithms of amounts are kept in parts of this.</summary>
    private const double LogUnit = 1_024;

    /// <summary>Days after which who came more than once gives way like any other.</summary>
    private const int RegularDays = 100;

    private readonly Span<byte> _bytes = state.Slice(Layout.Parties, Layout.PartiesSize);
    private readonly bool _kinds = new AccountHeader(state).Kinds;

    private ReadOnlySpan<byte> Read => _bytes;

    /// <summary>Transactions with it, 0 where it is not in the table.</summary>
    public int Count(ulong party)
    {
        var slot = Find(party);
        return slot < 0 ? 0 : CountAt(slot * Layout.PartySlot);
    }

    /// <summary>What is known of a party; nothing where it is not in the table. From scoring version 4.</summary>
    public PartyEntry Of(ulong party)
    {
        var slot = Find(party);
        if (slot < 0 || party == 0)
        {
            return default;
        }

        var at = slot * Layout.PartySlot;
        return new PartyEntry(
            Read.U16(at + First), Read.U16(at + Newest), Read[at + Payments], Read[at + Credits],
            Read.U16(at + Greatest) / LogUnit);
    }

    /// <summary>The name that the table knows a party by: its reduced name, or as it was known before.</summary>
    public ulong Known(ulong reduced, ulong stated) =>
        reduced == 0 || (stated != 0 && Find(reduced) < 0 && Find(stated) >= 0) ? stated : reduced;

    /// <summary>Counts become bytes, which leaves room for the greatest payment; none is known yet.</summary>
    public void BeginKinds()
    {
        for (var at = 0; at < Layout.PartiesSize; at += Layout.PartySlot)
        {
            var (count, credits) = (Read.U16(at + Transactions), Read.U16(at + Greatest));
            _bytes[at + Credits] = (byte)Math.Min((int)credits, byte.MaxValue);
            _bytes.U16(at + Greatest, 0);
            var payments = Math.Clamp(count - credits, 0, PartyEntry.Many);
            _bytes[at + Payments] = (byte)(payments + Steady(at, payments, Read.U16(at + Newest)));
        }
    }

    /// <summary>How many it dealt with on a day or since, both included, as far as it dealt with none later.</summary>
    public int MetOn(int civilDay) => Met(civilDay, civilDay);

    /// <summary>Who came first lately, as far as the table has them. From scoring version 4.</summary>
    public NewParties NewSince(int civilDay)
    {
        var (met, payers) = (0, 0);
        for (var at = 0; at < Layout.PartiesSize; at += Layout.PartySlot)
        {
            var first = Read.U16(at + First);
            if (first < civilDay - NewParties.WeekDays || Read.U64(at) == 0)
            {
                continue;
            }

            met += first >= civilDay - 1 ? 1 : 0;
            payers += Read[at + Payments] == 0 ? 1 : 0;
        }

        return new(met, payers);
    }

    public int MetSince(int civilDay) => Met(civilDay, ushort.MaxValue);

    /// <summary>The newest day with it; 0 where it is not in the table.</summary>
    public int NewestDay(ulong party)
    {
        var slot = Find(party);
        return slot < 0 ? 0 : Read.U16((slot * Layout.PartySlot) + Newest);
    }

    public void Add(ulong party, int civilDay, bool credit, double logAmount = 0)
    {
        var day = (ushort)Math.Clamp(civilDay, 0, ushort.MaxValue);
        var slot = Find(party);
        if (slot < 0)
        {
            slot = LeastRecent(day);
            _bytes.Slice(slot * Layout.PartySlot, Layout.PartySlot).Clear();
            _bytes.U64(slot * Layout.PartySlot, party);
            _bytes.U16((slot * Layout.PartySlot) + First, day);
        }

        var place = slot * Layout.PartySlot;
        _bytes.U16(place + Newest, Math.Max(day, Read.U16(place + Newest)));
        if (_kinds)
        {
            AddKinds(place, day, credit, logAmount);
            return;
        }

        _bytes.Count16(place + Transactions);
        if (credit)
        {
            _bytes.Count16(place + Greatest);
        }
    }

    private void AddKinds(int place, ushort day, bool credit, double logAmount)
    {
        if (credit)
        {
            _bytes.Count8(place + Credits);
            return;
        }

        if (Read[place + Payments] < PartyEntry.Many)
        {
            var payments = Read[place + Payments] + 1;
            _bytes[place + Payments] = (byte)(payments + Steady(place, payments, day));
        }

        var log = (ushort)Math.Clamp(Math.Ceiling(logAmount * LogUnit), 0, ushort.MaxValue);
        _bytes.U16(place + Greatest, Math.Max(log, Read.U16(place + Greatest)));
    }

    /// <summary>
    /// One more where a count goes no further and the payments came in a rhythm so far: what is known then, stays.
    /// </summary>
    private int Steady(int place, int payments, int day) =>
        payments == PartyEntry.Many && day - Read.U16(place + First) >= PartyEntry.RhythmDays * payments ? 1 : 0;

    private int CountAt(int place) => _kinds
        ? Read[place + Payments] + Read[place + Credits]
        : Read.U16(place + Transactions);

    private int Met(int from, int to)
    {
        var met = 0;
        for (var place = 0; place < Layout.PartiesSize; place += Layout.PartySlot)
        {
            var day = Read.U16(place + Newest);
            met += day >= from && day <= to && Read.U64(place) != 0 ? 1 : 0;
        }

        return met;
    }

    private int Find(ulong party)
    {
        for (var slot = 0; slot < Layout.PartySlots; slot++)
        {
            if (Read.U64(slot * Layout.PartySlot) == party)
            {
                return slot;
            }
        }

        return -1;
    }

    private int LeastRecent(ushort day)
    {
        var found = 0;
        var least = uint.MaxValue;
        for (var slot = 0; slot < Layout.PartySlots; slot++)
        {
            var place = slot * Layout.PartySlot;
            if (Read.U64(place) == 0)
            {
                return slot;
            }

            var newest = Read.U16(place + Newest);
            var regular = _kinds && CountAt(place) > 1 && day - newest <= RegularDays;
            var rank = _kinds
                ? (regular ? 1u << 16 : 0) | newest
                : ((uint)newest << 16) | Read.U16(place + Transactions);
            if (rank < least)
            {
                (least, found) = (rank, slot);
            }
        }

        return found;
    }
}

/// <summary>A counterparty as the account knows it.</summary>
/// <param name="FirstDay">The day it came first.</param>
/// <param name="Payments">What went out to it, counted to <see cref="Many"/>.</param>
/// <param name="Credits">What came in from it, counted to 255.</param>
/// <param name="GreatestLog">ln(1 + the greatest payment to it); 0 where none is known.</param>
internal readonly record struct PartyEntry(int FirstDay, int NewestDay, int Payments, int Credits, double GreatestLog)
{
    /// <summary>Payments that are counted; one more says that so many came in a rhythm.</summary>
    public const int Many = 254;

    /// <summary>Days between payments that make a rhythm.</summary>
    public const int RhythmDays = 6;

    public int Transactions => Payments + Credits;

    /// <summary>Whether a payment on this day is the third or a later one, six days apart or more.</summary>
    public bool HasRhythm(int day) => Payments switch
    {
        Many => false,
        > Many => true,
        _ => Payments >= 2 && day - FirstDay >= RhythmDays * Payments,
    };
}

/// <summary>Counterparties that the account met first lately.</summary>
/// <param name="SinceYesterday">How many since yesterday.</param>
/// <param name="Payers">How many within a week that money came from and none went to.</param>
internal readonly record struct NewParties(int SinceYesterday, int Payers)
{
    public const int WeekDays = 7;
}
