namespace OrleansRisk.Core.Accounts;

/// <summary>
/// Count, sum and sum of squares of ln(1 + amount) per way of paying, and of debit amounts themselves. All integers, so
/// that they are exact and any order of adding gives the same; logarithms in 1/4096.
/// </summary>
internal readonly ref struct AmountMoments(Span<byte> state)
{
    private const double LogUnit = 4_096;
    private const int Slot = 20;

    private readonly Span<byte> _logs = state.Slice(Layout.LogMoments, Layout.LogMomentsSize);
    private readonly Span<byte> _amounts = state.Slice(Layout.Amounts, Layout.AmountsSize);

    public Moments Log(PayWay way)
    {
        ReadOnlySpan<byte> slot = _logs[((int)way * Slot)..];
        var count = slot.U32(0);
        if (count == 0)
        {
            return default;
        }

        var sum = slot.I64(4);
        var spread = ((Int128)slot.I64(12) * count) - ((Int128)sum * sum);
        return new(count, sum / LogUnit / count, Math.Max(0, (double)spread) / (LogUnit * LogUnit) / count / count);
    }

    /// <summary>Of the debits' amounts in minor units.</summary>
    public Moments Amount()
    {
        ReadOnlySpan<byte> block = _amounts;
        var count = block.U32(0);
        if (count == 0)
        {
            return default;
        }

        var mean = (double)block.U128(8) / count;
        return new(count, mean, Math.Max(0, ((double)block.U128(24) / count) - (mean * mean)));
    }

    /// <summary>Lets what was learned weigh as so many transactions at most; its means stay.</summary>
    public void Weigh(uint most)
    {
        for (var way = PayWay.Card; way <= PayWay.Incoming; way++)
        {
            var slot = _logs[((int)way * Slot)..];
            ReadOnlySpan<byte> read = slot;
            if (read.U32(0) is var logs && logs > most)
            {
                slot.I64(4, (long)((Int128)read.I64(4) * most / logs));
                slot.I64(12, (long)((Int128)read.I64(12) * most / logs));
                slot.U32(0, most);
            }
        }

        ReadOnlySpan<byte> block = _amounts;
        if (block.U32(0) is var count && count > most)
        {
            _amounts.U128(8, block.U128(8) / count * most);
            _amounts.U128(24, block.U128(24) / count * most);
            _amounts.U32(0, most);
        }
    }

    /// <summary>Adds an amount with its ln(1 + amount).</summary>
    public void Add(PayWay way, long amount, double logAmount)
    {
        var log = (long)Math.Floor((logAmount * LogUnit) + 0.5);
        var slot = _logs[((int)way * Slot)..];
        ReadOnlySpan<byte> read = slot;
        slot.I64(4, read.I64(4) + log);
        slot.I64(12, read.I64(12) + (log * log));
        slot.Count32(0);
        if (way == PayWay.Incoming)
        {
            return;
        }

        ReadOnlySpan<byte> block = _amounts;
        _amounts.U128(8, block.U128(8) + (UInt128)amount);
        _amounts.U128(24, block.U128(24) + ((UInt128)amount * (UInt128)amount));
        _amounts.Count32(0);
    }
}

internal readonly record struct Moments(uint Count, double Mean, double Variance);

/// <summary>How money moves; amounts are compared only among their own kind.</summary>
internal enum PayWay
{
    Card = 0,
    Transfer = 1,
    Cash = 2,
    Incoming = 3,
}
