using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Core.Counterparties;

/// <summary>
/// The least 16 of all hashes added, each once, in order: fewer than 16 are exactly as many as were ever different. Any
/// order of adding, and adding again, leaves the same bytes.
/// </summary>
internal static class FewDistinct
{
    public const int Places = 16;
    public const int Size = Places * sizeof(uint);

    /// <summary>Takes 31 bits of the hash and a mark, so that an empty place is told from any of them.</summary>
    public static void Add(Span<byte> places, ulong hash)
    {
        var value = (uint)(hash >> 32) | 1;
        ReadOnlySpan<byte> read = places;
        var at = 0;
        while (at < Places && read.U32(at * sizeof(uint)) is not 0 and var held && held <= value)
        {
            if (held == value)
            {
                return;
            }

            at++;
        }

        if (at < Places)
        {
            var from = places[(at * sizeof(uint))..^sizeof(uint)];
            from.CopyTo(places[((at + 1) * sizeof(uint))..]);
            places.U32(at * sizeof(uint), value);
        }
    }

    public static int Count(ReadOnlySpan<byte> places)
    {
        var count = 0;
        while (count < Places && places.U32(count * sizeof(uint)) != 0)
        {
            count++;
        }

        return count;
    }
}
