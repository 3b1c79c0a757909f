using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Core.Counterparties;

/// <summary>
/// Frauds of the accounts with the least 16 of all hashes that were ever labelled here. Who is among the least at the
/// end was among them all the way, so any order of labels and of taking them back leaves the same bytes.
/// </summary>
internal static class BadAccounts
{
    public const int Size = Places * Place;

    private const int Places = 16;
    private const int Place = 6;

    public static void Add(Span<byte> places, ulong hash, int step)
    {
        var value = (uint)(hash >> 32) | 1;
        ReadOnlySpan<byte> read = places;
        var at = 0;
        while (at < Places && read.U32(at * Place) is not 0 and var held && held < value)
        {
            at++;
        }

        if (at == Places)
        {
            return;
        }

        var found = at * Place;
        if (read.U32(found) != value)
        {
            places[found..^Place].CopyTo(places[(found + Place)..]);
            places.U32(found, value);
            places.U16(found + 4, 0);
        }

        // Signed and wrapping, as the days are: taking back may come before adding.
        places.U16(found + 4, unchecked((ushort)(read.U16(found + 4) + step)));
    }

    /// <summary>Accounts with at least one fraud that stands.</summary>
    public static int Count(ReadOnlySpan<byte> places)
    {
        var count = 0;
        for (var at = 0; at < Places; at++)
        {
            count += (short)places.U16((at * Place) + 4) > 0 ? 1 : 0;
        }

        return count;
    }
}
