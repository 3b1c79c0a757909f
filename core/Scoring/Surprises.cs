using System.Runtime.CompilerServices;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Scoring;

/// <summary>
/// How surprising each feature and each family is, in nats; 0 where there is nothing to be surprised by.
/// </summary>
internal struct Surprises
{
    public PerFeature Features;
    public PerFamily Families;

    private static readonly Family[] FamilyOf =
    [
        Family.Amount, Family.Amount, Family.Amount, Family.Velocity, Family.Velocity, Family.Drain, Family.Spend,
        Family.Spend, Family.Repeat, Family.Novelty, Family.Novelty, Family.Time, Family.Drain, Family.Counterparty,
        Family.Counterparty,
    ];

    /// <summary>How much a family's oddity has to do with risk; see docs/decisions/0103-families-weighted.md.</summary>
    private static readonly double[] Weights = [1, 0.8, 0.8, 1, 0.5, 0.4, 0.5, 1];

    /// <summary>ln 2: what every second transaction shows.</summary>
    private const double Commonplace = 0.6931471805599453;
    private const double OtherShare = 0.25;

    /// <summary>
    /// Looks every value up among all transactions; a family's surprise is the mean of its features'.
    /// </summary>
    public static Surprises Of(in FeatureValues values, PopulationTable population, ref FeatureBins bins)
    {
        var surprises = default(Surprises);
        Span<int> present = stackalloc int[PerFamily.Length];
        present.Clear();
        for (var feature = 0; feature < FeatureValues.Length; feature++)
        {
            bins[feature] = FeatureBins.Missing;
            if (double.IsNaN(values[feature]))
            {
                continue;
            }

            var position = FeatureScale.Position((FeatureId)feature, values[feature]);
            bins[feature] = FeatureScale.Bin(position);
            surprises.Features[feature] = population.Surprise((FeatureId)feature, position);
            var family = (int)FamilyOf[feature];
            surprises.Families[family] += surprises.Features[feature];
            present[family]++;
        }

        for (var family = 0; family < PerFamily.Length; family++)
        {
            surprises.Families[family] /= Math.Max(1, present[family]);
        }

        return surprises;
    }

    /// <summary>The family that a feature counts for.</summary>
    public static Family OfFeature(FeatureId feature) => FamilyOf[(int)feature];

    public readonly double Of(FeatureId feature) => Features[(int)feature];

    /// <summary>
    /// What a family adds to the whole: its weighted surprise above what every second transaction shows; in full for
    /// the greatest family, a quarter for the others.
    /// </summary>
    public readonly PerFamily Contributions()
    {
        var contributions = Weighted();
        var greatest = 0;
        for (var family = 0; family < PerFamily.Length; family++)
        {
            greatest = contributions[family] > contributions[greatest] ? family : greatest;
        }

        for (var family = 0; family < PerFamily.Length; family++)
        {
            contributions[family] *= family == greatest ? 1 : OtherShare;
        }

        return contributions;
    }

    /// <summary>Each family's weighted surprise above what every second transaction shows.</summary>
    public readonly PerFamily Weighted()
    {
        var weighted = default(PerFamily);
        for (var family = 0; family < PerFamily.Length; family++)
        {
            weighted[family] = Weights[family] * Math.Max(0, Families[family] - Commonplace);
        }

        return weighted;
    }

    [InlineArray(FeatureValues.Length)]
    internal struct PerFeature
    {
        private double _first;
    }

    [InlineArray(Length)]
    internal struct PerFamily
    {
        public const int Length = 8;
        private double _first;

        public readonly double Sum()
        {
            var sum = 0.0;
            for (var family = 0; family < Length; family++)
            {
                sum += this[family];
            }

            return sum;
        }
    }
}
