using System.Numerics;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Models;

public sealed class TreeEnsembleTests
{
    private static readonly FeatureNumber[] Features =
    [
        FeatureNumber.AmountZ, FeatureNumber.AmountLog, FeatureNumber.VelocityGap, FeatureNumber.CounterpartyLast3,
    ];

    private static readonly Thresholds Never = new(1_001, 1_001);

    [Fact]
    public void Margin_LessEqualAndMissing_GoWhereTheTreeSays()
    {
        var model = Model([new([1, -1, -1], [2, -1, -1], [0, 0, 0], [2, -0.5f, 0.25f], [false, false, false],
            [10, 6, 4])]);
        Assert.Null(model.Check());
        Assert.Equal(-0.5f, model.Margin(Row(1.999)));
        Assert.Equal(0.25f, model.Margin(Row(2))); // not less
        Assert.Equal(0.25f, model.Margin(Row(double.NaN)));
        Assert.Equal(0.25f, model.Margin(Row(double.PositiveInfinity)));
    }

    /// <summary>Against the plain walk down each tree, to the bit.</summary>
    [Fact]
    public void Margin_RandomTreesAndRows_IsTheSumOfTheLeavesThatAWalkReaches()
    {
        var random = new Seeded(10);
        for (var round = 0; round < 1_000; round++)
        {
            var trees = Enumerable.Range(0, 1 + random.Below(20))
                .Select(_ => SomeTree.Of(random, Features.Length, depth: random.Below(9))).ToList();
            var row = FeatureRow.Missing();
            foreach (var feature in Features)
            {
                row[(int)feature] = Odd(random, trees[0]);
            }

            var sum = 0.5f;
            trees.ForEach(tree => sum += Walked(tree, row));
            Assert.Equal(BitConverter.SingleToInt32Bits(sum),
                BitConverter.SingleToInt32Bits((Model(trees) with { Start = 0.5f }).Margin(row)));
        }
    }

    [Fact]
    public void Margin_OfWhatIsNoTree_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => Model([new([1, -1], [1, -1], [0, 0], [1, 1], [true, true],
            [2, 1])]).Margin(Row(1)));

    /// <summary>Against the definition: every order in which features may become known.</summary>
    [Fact]
    public void Shares_RandomTrees_AreTheShapleyValues()
    {
        var (random, buffer) = (new Seeded(8), default(PathBuffer));
        for (var round = 0; round < 500; round++)
        {
            var tree = SomeTree.Of(random, Features.Length, depth: 4);
            var values = Enumerable.Range(0, Features.Length)
                .Select(_ => random.Chance(0.2) ? float.NaN : (float)random.Share()).ToArray();
            var shares = new double[Features.Length];
            TreeShares.Add(tree, values, shares, depth: 4, ref buffer);
            Assert.Equal(Known(tree, values, 0, 0), TreeShares.Mean(tree), 9);
            for (var feature = 0; feature < Features.Length; feature++)
            {
                Assert.Equal(Shapley(tree, values, feature), shares[feature], 9);
            }
        }
    }

    [Fact]
    public void Explain_RandomModelsAndRows_PartsAndWhatIsUsualAreExactlyTheScore()
    {
        var random = new Seeded(9);
        for (var round = 0; round < 500; round++)
        {
            var trees = Enumerable.Range(0, 1 + random.Below(20))
                .Select(_ => SomeTree.Of(random, Features.Length, depth: 1 + random.Below(4))).ToList();
            var model = Model(trees) with { Scale = random.Chance(0.5) ? ScoreScale.Risk : ScoreScale.Credit };
            var row = SomeCard.Row(random, Features);
            var why = model.Explain(row);
            Assert.Equal(model.Score(row).Points, why.Usual + why.Parts.Sum(static part => part.Points));
            Assert.Equal(3, why.Parts.Count); // amount, velocity, counterparty
        }
    }

    [Fact]
    public void Check_WhatIsNoTree_IsNamed()
    {
        Check("reached twice", new([1, 1, -1], [2, 2, -1], [0, 0, 0], [1, 1, 1], [true, true, true], [3, 2, 1]));
        Check("reached twice", new([1, -1], [1, -1], [0, 0], [1, 1], [true, true], [2, 1]));
        Check("not there", new([1, -1, -1], [7, -1, -1], [0, 0, 0], [1, 1, 1], [true, true, true], [3, 2, 1]));
        Check("not there", new([0, -1, -1], [2, -1, -1], [0, 0, 0], [1, 1, 1], [true, true, true], [3, 2, 1]));
        Check("never reached", new([-1, -1], [-1, -1], [0, 0], [1, 1], [true, true], [2, 1]));
        Check("not finite", new([1, -1, -1], [2, -1, -1], [0, 0, 0], [float.NaN, 1, 1], [true, true, true], [3, 2, 1]));
        Check("splits by a feature",
            new([1, -1, -1], [2, -1, -1], [4, 0, 0], [1, 1, 1], [true, true, true], [3, 2, 1]));
        Check("as many", new([-1], [-1], [0], [1], [true], []));
    }

    private static double Odd(Seeded random, Tree tree) => random.Below(8) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => double.NegativeInfinity,
        3 => tree.Value[random.Below(tree.Value.Count)],
        _ => random.Share(),
    };

    private static float Walked(Tree tree, in FeatureRow row)
    {
        var at = 0;
        while (tree.Left[at] >= 0)
        {
            var value = (float)row[(int)Features[tree.Feature[at]]];
            var left = float.IsNaN(value) ? tree.MissingLeft[at] : value < tree.Value[at];
            at = left ? tree.Left[at] : tree.Right[at];
        }

        return tree.Value[at];
    }

    private static void Check(string wrong, Tree tree) => Assert.Contains(wrong, Model([tree]).Check());

    private static TreeEnsemble Model(IReadOnlyList<Tree> trees) =>
        new(ScoreScale.Risk, Features, 0, trees, 1, 0, Never);

    private static FeatureRow Row(double z)
    {
        var row = FeatureRow.Missing();
        row[(int)FeatureNumber.AmountZ] = z;
        return row;
    }

    private static double Shapley(Tree tree, float[] values, int feature)
    {
        var (sum, count) = (0.0, Features.Length);
        for (uint known = 0; known < 1u << count; known++)
        {
            if ((known & (1u << feature)) == 0)
            {
                var size = BitOperations.PopCount(known);
                var weight = Factorial(size) * Factorial(count - size - 1) / Factorial(count);
                sum += weight * (Known(tree, values, 0, known | (1u << feature)) - Known(tree, values, 0, known));
            }
        }

        return sum;
    }

    /// <summary>What the tree is expected to say where only some features are known.</summary>
    private static double Known(Tree tree, float[] values, int at, uint known)
    {
        if (tree.Left[at] < 0)
        {
            return tree.Value[at];
        }

        var (left, right, value) = (tree.Left[at], tree.Right[at], values[tree.Feature[at]]);
        if ((known & (1u << tree.Feature[at])) != 0)
        {
            var goesLeft = float.IsNaN(value) ? tree.MissingLeft[at] : value < tree.Value[at];
            return Known(tree, values, goesLeft ? left : right, known);
        }

        double a = tree.Cover[left], b = tree.Cover[right];
        return ((a * Known(tree, values, left, known)) + (b * Known(tree, values, right, known))) / (a + b);
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}
