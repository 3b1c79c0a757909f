using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Training.Tests;

public sealed class PackedValuesTests
{
    private static readonly double[] Odd =
    [
        double.NaN, 0, -0.0, 1, 255, 256, -1, 0.5, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon,
        double.MaxValue, BitConverter.Int64BitsToDouble(unchecked((long)0x7FF8000000000001)),
    ];

    [Fact]
    public void This_AnyValuesInAnyPlaces_HasTheirBits()
    {
        var random = new Draw(21);
        for (var row = 0; row < 2_000; row++)
        {
            double[] values = [.. Enumerable.Range(0, 64).Select(
                _ => random.Below(4) == 0 ? random.Normal(0, 100) : Odd[random.Below(Odd.Length)])];
            var packed = new PackedValues(values);
            for (var i = 0; i < values.Length; i++)
            {
                Assert.Equal(
                    BitConverter.DoubleToInt64Bits(values[i]), BitConverter.DoubleToInt64Bits(packed[i]));
            }
        }
    }
}
