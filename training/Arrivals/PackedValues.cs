using System.Numerics;

namespace OrleansRisk.Training.Arrivals;

/// <summary>
/// Up to 64 values, to the bit: what is missing takes nothing, a small whole number a byte, anything else eight. Rows
/// come by the million, and much of what is measured of one is missing, a count or nought.
/// </summary>
internal readonly struct PackedValues
{
    private readonly ulong _small;
    private readonly ulong _wide;
    private readonly byte[] _bytes;

    private PackedValues(ulong wide, byte[] bytes) => (_wide, _bytes) = (wide, bytes);

    public PackedValues(ReadOnlySpan<double> values)
    {
        (_small, _wide) = (0UL, 0UL);
        for (var i = 0; i < values.Length; i++)
        {
            var (at, value) = (1UL << i, values[i]);
            _small |= IsSmall(value) ? at : 0;
            _wide |= IsSmall(value) || IsMissing(value) ? 0 : at;
        }

        var wide = sizeof(double) * BitOperations.PopCount(_wide);
        _bytes = new byte[wide + BitOperations.PopCount(_small)];
        var (next, small) = (0, wide);
        for (var i = 0; i < values.Length; i++)
        {
            if ((_wide >> i & 1) != 0)
            {
                BitConverter.TryWriteBytes(_bytes.AsSpan(next), values[i]);
                next += sizeof(double);
            }
            else if ((_small >> i & 1) != 0)
            {
                _bytes[small++] = (byte)values[i];
            }
        }
    }

    /// <summary>None are left, and reading one fails.</summary>
    public static PackedValues Gone { get; } = new(ulong.MaxValue, []);

    public double this[int place]
    {
        get
        {
            var (at, below) = (1UL << place, (1UL << place) - 1);
            return (_wide & at) != 0
                ? BitConverter.ToDouble(_bytes, sizeof(double) * BitOperations.PopCount(_wide & below))
                : (_small & at) != 0
                    ? _bytes[(sizeof(double) * BitOperations.PopCount(_wide)) + BitOperations.PopCount(_small & below)]
                    : double.NaN;
        }
    }

    /// <summary>The one that is written everywhere; another not-a-number keeps its bits.</summary>
    private static bool IsMissing(double value) =>
        BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(double.NaN);

    /// <summary>Negative nought is none: its bits differ.</summary>
    private static bool IsSmall(double value) => value is >= 0 and <= byte.MaxValue
        && BitConverter.DoubleToInt64Bits((byte)value) == BitConverter.DoubleToInt64Bits(value);
}
