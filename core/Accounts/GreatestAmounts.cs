namespace OrleansRisk.Core.Accounts;

/// <summary>
/// The greatest payment of each of the last eight spans of four days, rounded down to a thousandth. Filled from scoring
/// version 2.
/// </summary>
internal readonly ref struct GreatestAmounts(Span<byte> state)
{
    private const int Spans = 8;
    private const int SpanDays = 4;
    private const int Digits = 10;

    private readonly Span<byte> _bytes = state.Slice(Layout.GreatestAmounts, Layout.GreatestAmountsSize);

    /// <summary>Minor units; 0 where there was none within 29 to 32 days.</summary>
    public long Greatest(int newestDay, int civilDay)
    {
        var greatest = 0;
        var newest = newestDay / SpanDays;
        for (var span = newest; span > Math.Max(newest, civilDay / SpanDays) - Spans; span--)
        {
            greatest = Math.Max(greatest, ((ReadOnlySpan<byte>)_bytes).U16(Place(span)));
        }

        return Amount(greatest);
    }

    /// <summary>Makes room for a newer day.</summary>
    public void Advance(int newestDay, int civilDay)
    {
        var newest = civilDay / SpanDays;
        for (var span = Math.Max((newestDay / SpanDays) + 1, newest - Spans + 1); span <= newest; span++)
        {
            _bytes.U16(Place(span), 0);
        }
    }

    /// <summary>Takes a payment of a day that is not older than the spans go back.</summary>
    public void Add(int civilDay, long amount)
    {
        var place = Place(civilDay / SpanDays);
        _bytes.U16(place, Math.Max(((ReadOnlySpan<byte>)_bytes).U16(place), Code(amount)));
    }

    private static int Place(int span) => span % Spans * sizeof(ushort);

    private static ushort Code(long amount)
    {
        var shift = Math.Max(0, 63 - Digits - System.Numerics.BitOperations.LeadingZeroCount((ulong)amount));
        return (ushort)((shift << Digits) + (amount >> shift));
    }

    private static long Amount(int code)
    {
        var shift = Math.Max(0, (code >> Digits) - 1);
        return (long)(code - (shift << Digits)) << shift;
    }
}
