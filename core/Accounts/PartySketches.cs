using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Accounts;

/// <summary>
/// How many different counterparties the account dealt with: two HyperLogLog sketches of 64 registers of 4 bits, for
/// the present 45 days and those before, to about 13 %; and how many it usually meets on a day with any. From scoring
/// version 2.
/// </summary>
internal readonly ref struct PartySketches(Span<byte> state)
{
    public const int EpochDays = 45;

    private const int Registers = 64;
    private const int Sketch = Registers / 2;
    private const int UsualAt = Layout.UsualParties - Layout.DistinctParties;
    private const int UsualUnit = 256;
    private const int UsualMemory = 8;
    private const int RankMax = 15;
    private const double Alpha = 0.709;

    /// <summary>What a register of each rank adds, worked out once for 64 of them are read each time.</summary>
    private static readonly double[] Shares =
        [.. Enumerable.Range(0, RankMax + 1).Select(static rank => Exponential.Exp2(-rank))];

    private readonly Span<byte> _bytes = state.Slice(Layout.DistinctParties, Layout.DistinctPartiesSize);

    /// <summary>Different counterparties of a usual day; 0 before the first day is over.</summary>
    public double UsualDay => ((ReadOnlySpan<byte>)_bytes).U16(UsualAt) / (double)UsualUnit;

    /// <summary>Different counterparties of the epoch that a civil day lies in.</summary>
    public double Estimate(int civilDay)
    {
        var (sum, empty) = (0.0, 0);
        var sketch = _bytes.Slice(Place(civilDay), Sketch);
        for (var register = 0; register < Registers; register++)
        {
            var rank = Rank(sketch, register);
            sum += Shares[rank];
            empty += rank == 0 ? 1 : 0;
        }

        var estimate = Alpha * Registers * Registers / sum;
        return empty > 0 && estimate <= 2.5 * Registers
            ? Registers * Logarithm.Log(Registers / (double)empty)
            : estimate;
    }

    /// <summary>Makes room for a newer day: an epoch that begins starts empty.</summary>
    public void Advance(int newestDay, int civilDay)
    {
        for (var left = Math.Min((civilDay / EpochDays) - (newestDay / EpochDays), 2); left > 0; left--)
        {
            _bytes.Slice(Place(civilDay - ((left - 1) * EpochDays)), Sketch).Clear();
        }
    }

    public void Add(ulong party, int civilDay)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.U64(0, party);
        var hash = StateHash.Of(bytes);
        var sketch = _bytes.Slice(Place(civilDay), Sketch);
        var register = (int)(hash & (Registers - 1));
        var rank = Math.Min(System.Numerics.BitOperations.LeadingZeroCount(hash | (Registers - 1)) + 1, RankMax);
        if (rank > Rank(sketch, register))
        {
            var shift = register % 2 * 4;
            sketch[register / 2] = (byte)((sketch[register / 2] & ~(15 << shift)) | (rank << shift));
        }
    }

    /// <summary>A day is over on which so many different ones were met.</summary>
    public void LearnDay(int parties)
    {
        var met = Math.Min(parties * UsualUnit, ushort.MaxValue);
        var usual = (int)((ReadOnlySpan<byte>)_bytes).U16(UsualAt);
        _bytes.U16(UsualAt, (ushort)(usual == 0 ? met : usual + ((met - usual) / UsualMemory)));
    }

    private static int Rank(ReadOnlySpan<byte> sketch, int register) =>
        (sketch[register / 2] >> (register % 2 * 4)) & 15;

    private static int Place(int civilDay) => civilDay / EpochDays % 2 * Sketch;
}
