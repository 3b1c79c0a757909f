namespace OrleansRisk.Core.Accounts;

/// <summary>
/// The newest transactions one by one, for windows that have to be exact to the moment: time, amount and a mark. As
/// many as the buffer has room for; a window that may reach behind what was dropped says that it is bounded.
/// </summary>
internal readonly ref struct ExactLog(Span<byte> bytes)
{
    public const int Entry = 16;

    private const int Next = 0;
    private const int Count = 4;
    private const int DroppedAt = 8;
    private const int Head = 16;
    private const int Mark = 15;

    private readonly Span<byte> _bytes = bytes;

    private ReadOnlySpan<byte> Read => _bytes;

    private int Capacity => (_bytes.Length - Head) / Entry;

    public static int SizeFor(int transactions) => Head + (transactions * Entry);

    public void Add(long at, long amount, bool marked)
    {
        var next = Read.I32(Next);
        var place = Head + (next * Entry);
        if (Read.I32(Count) == Capacity)
        {
            _bytes.I64(DroppedAt, Math.Max(Read.I64(DroppedAt), Read.I64(place)));
        }
        else
        {
            _bytes.I32(Count, Read.I32(Count) + 1);
        }

        _bytes.I64(place, at);
        _bytes.Money(place + 8, amount);
        _bytes[place + Mark] = (byte)(marked ? 1 : 0);
        _bytes.I32(Next, (next + 1) % Capacity);
    }

    /// <summary>What happened after one moment and up to another, the second included.</summary>
    public ExactWindow Between(long after, long upTo)
    {
        var (count, marked, sum) = (0, 0, 0L);
        for (var entry = 0; entry < Read.I32(Count); entry++)
        {
            var place = Head + (entry * Entry);
            var at = Read.I64(place);
            if (at > after && at <= upTo)
            {
                count++;
                marked += Read[place + Mark];
                sum += Read.Money(place + 8);
            }
        }

        return new ExactWindow(count, marked, sum, Bounded: Read.I64(DroppedAt) > after);
    }
}

/// <param name="Bounded">There may have been more: some were dropped.</param>
internal readonly record struct ExactWindow(int Count, int Marked, long Sum, bool Bounded);
