using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Tests.Numerics;

public sealed class DecayTests
{
    [Fact]
    public void Apply_EveryTick_IsTheExactPowerRoundedDownByLessThanTwo()
    {
        const long Value = 1L << 52;
        for (var ticks = 0; ticks <= Decay.Ticks; ticks++)
        {
            var (mantissa, exponent) = Precise.Exp2(-ticks, Decay.Ticks);
            var exact = (Value * mantissa) >> (200 - exponent);
            Assert.InRange((BigInteger)Decay.Apply(Value, ticks), exact - 1, exact);
        }
    }

    [Theory]
    [InlineData(1_000, 0, 1_000)]
    [InlineData(1_000, -5, 1_000)]
    [InlineData(1_000, 1_024, 500)]
    [InlineData(1_000, 10_240, 0)]
    [InlineData(long.MaxValue, 1_024 * 62, 1)]
    [InlineData(long.MaxValue, 1_024L * 1_000_000, 0)]
    public void Apply_Edges_AreAsStated(long value, long ticks, long expected) =>
        Assert.Equal(expected, Decay.Apply(value, ticks));

    [Fact]
    public void Apply_InTwoSteps_LosesAtMostTwoUnits() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue).Select(value => (long)value).ToArbitrary(),
            Gen.Choose(0, 5_000).ToArbitrary(), Gen.Choose(0, 5_000).ToArbitrary(),
            (value, first, second) =>
            {
                var once = Decay.Apply(value, first + second);
                Assert.InRange(Decay.Apply(Decay.Apply(value, first), second), Math.Max(0, once - 2), once + 1);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Apply_MoreTime_NeverLeavesMore()
    {
        var before = long.MaxValue;
        for (var ticks = 0; ticks < 70 * Decay.Ticks; ticks += 7)
        {
            var after = Decay.Apply(1L << 60, ticks);
            Assert.True(after <= before);
            before = after;
        }
    }
}
