using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Accounts;

/// <summary>Where the account was used last, as far as places are stated. Filled from scoring version 2.</summary>
internal readonly ref struct LastPlace(Span<byte> state)
{
    private readonly Span<byte> _bytes = state.Slice(Layout.LastPlace, Layout.LastPlaceSize);

    private ReadOnlySpan<byte> Read => _bytes;

    /// <summary>When, milliseconds since 1970 to the second; 0 for never.</summary>
    public long Time => Read.U32(8) * 1_000L;

    public GeoPoint Point => new(Read.I32(0), Read.I32(4));

    /// <summary>Takes the newest place; one that comes late says nothing of now.</summary>
    public void Set(GeoPoint point, long at)
    {
        if (at >= Time)
        {
            _bytes.I32(0, point.LatitudeMicro);
            _bytes.I32(4, point.LongitudeMicro);
            _bytes.U32(8, (uint)Math.Clamp(at / 1_000, 0, uint.MaxValue));
        }
    }
}
