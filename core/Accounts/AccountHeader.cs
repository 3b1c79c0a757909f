namespace OrleansRisk.Core.Accounts;

/// <summary>What is counted once per account, and the newest of everything.</summary>
internal readonly ref struct AccountHeader(Span<byte> state)
{
    public const ushort BalanceKnownBit = 1;

    /// <summary>Scoring version 4 has begun: money has kinds, and only what is earned is income.</summary>
    public const ushort KindsBit = 2;

    private readonly Span<byte> _bytes = state.Slice(Layout.Header, Layout.HeaderSize);

    public ushort Currency
    {
        get => Read.U16(4);
        set => _bytes.U16(4, value);
    }

    public ushort Flags
    {
        get => Read.U16(6);
        set => _bytes.U16(6, value);
    }

    public long Sequence
    {
        get => Read.I64(8);
        set => _bytes.I64(8, value);
    }

    /// <summary>Distinct transactions; a later status of a known one does not count.</summary>
    public long Transactions
    {
        get => Read.I64(16);
        set => _bytes.I64(16, value);
    }

    /// <summary>Event time of the newest, milliseconds; 0 for none.</summary>
    public long NewestAt
    {
        get => Read.I64(24);
        set => _bytes.I64(24, value);
    }

    /// <summary>Event time of the oldest, milliseconds; 0 for none.</summary>
    public long OldestAt
    {
        get => Read.I64(32);
        set => _bytes.I64(32, value);
    }

    /// <summary>When the lender says it was opened, days since 1970; 0 where not stated.</summary>
    public int OpenedDay
    {
        get => Read.I32(40);
        set => _bytes.I32(40, value);
    }

    public int OldestDay
    {
        get => Read.I32(44);
        set => _bytes.I32(44, value);
    }

    public int NewestDay
    {
        get => Read.I32(48);
        set => _bytes.I32(48, value);
    }

    public long Balance
    {
        get => Read.I64(56);
        set => _bytes.I64(56, value);
    }

    /// <summary>Event time the balance stands as of.</summary>
    public long BalanceAt
    {
        get => Read.I64(64);
        set => _bytes.I64(64, value);
    }

    /// <summary>Transactions with a stated counterparty.</summary>
    public uint PartyEvents => Read.U32(72);

    /// <summary>Those among them whose counterparty was not in the table.</summary>
    public uint PartyFirsts => Read.U32(76);

    public bool BalanceKnown => (Flags & BalanceKnownBit) != 0;

    public bool Kinds => (Flags & KindsBit) != 0;

    private ReadOnlySpan<byte> Read => _bytes;

    public void CountLate() => _bytes.Count32(52);

    public void CountParty(bool first)
    {
        _bytes.Count32(72);
        if (first)
        {
            _bytes.Count32(76);
        }
    }

    public void CountWithoutRate() => _bytes.Count32(92);

    /// <summary>Moves the number of labelled transactions; never below 0, and a step that would is counted.</summary>
    public void CountLabel(bool fraud, int step)
    {
        var at = fraud ? 80 : 84;
        var count = (long)Read.U32(at) + step;
        if (count is < 0 or > uint.MaxValue)
        {
            _bytes.Count32(88);
            count = Math.Clamp(count, 0, uint.MaxValue);
        }

        _bytes.U32(at, (uint)count);
    }

    public void SetBalance(long balance, long at)
    {
        Balance = balance;
        BalanceAt = at;
        Flags |= BalanceKnownBit;
    }
}
