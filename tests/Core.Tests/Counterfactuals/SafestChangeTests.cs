using OrleansRisk.Core.Counterfactuals;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Counterfactuals;

public sealed class SafestChangeTests
{
    private static readonly FeatureNumber[] Features =
    [
        FeatureNumber.BalanceLowest90D, FeatureNumber.IncomeVariation, FeatureNumber.FlowNegativeMonths12,
        FeatureNumber.CashShare, FeatureNumber.RequestInstalment, FeatureNumber.RequestAmountShare,
        FeatureNumber.RequestHolders, FeatureNumber.FeesPeak, FeatureNumber.BalanceTrend,
    ];

    /// <summary>Random cards on random loans: what is found flips, and no step of any feature does for less.</summary>
    [Fact]
    public void Find_AgainstEveryStepThereIs_FlipsAndIsTheLeast()
    {
        var (random, found) = (new Seeded(20261127), 0);
        for (var round = 0; round < 400; round++)
        {
            var (card, row) = (Card(random), Row(random));
            var target = CreditModel.Points(card.LogOdds(row)) + 1 + random.Below(60);
            var change = SafestChange.Find(card, row, target);
            foreach (var term in card.Terms.Where(static each => Changeable.Holds(Lever(each.Feature))))
            {
                foreach (var value in Values(term, row))
                {
                    var changed = SafestChange.With(row, Lever(term.Feature), value);
                    if (CreditModel.Points(card.LogOdds(changed)) >= target)
                    {
                        Assert.NotNull(change);
                        Assert.True(
                            change.Distance <= SafestChange.Distance(term, row, changed) + 1e-12,
                            $"round {round}: {term.Feature} {value}");
                    }
                }
            }

            if (change is not null)
            {
                var changed = SafestChange.With(row, change.Feature, change.To);
                Assert.True(CreditModel.Points(card.LogOdds(changed)) >= target);
                Assert.Equal(change.Score, CreditModel.Points(card.LogOdds(changed)));
                Assert.True(Changeable.Holds(change.Feature));
                found++;
            }
        }

        Assert.InRange(found, 50, 399); // both answers are met
    }

    [Fact]
    public void Find_OnlyWhatACustomerCannotChange_FindsNone()
    {
        var row = FeatureRow.Missing();
        row[(int)FeatureNumber.IncomeVariation] = 1;
        row[(int)FeatureNumber.RequestHolders] = 1;
        var card = new CreditModel(-1,
        [
            new CreditModelTerm(FeatureNumber.IncomeVariation, CreditModelScale.Linear, 1, 0, 2, 0, 3, 0),
            new CreditModelTerm(FeatureNumber.RequestHolders, CreditModelScale.Linear, 1, 0, 9, 0, -3, 0),
        ]);
        Assert.Null(SafestChange.Find(card, row, CreditModel.Points(card.LogOdds(row)) + 1));
    }

    [Fact]
    public void Find_InstalmentOverIncome_ChangesTheInstalment()
    {
        var row = FeatureRow.Missing();
        row[(int)FeatureNumber.RequestInstalment] = 200_000;
        row[(int)FeatureNumber.RequestInstalmentShare] = 0.4;
        var card = new CreditModel(-2,
            [new CreditModelTerm(FeatureNumber.RequestInstalmentShare, CreditModelScale.Linear, 1, 0, 1, 0, 4, 0)]);

        var change = SafestChange.Find(card, row, CreditModel.Points(card.LogOdds(row)) + 50)!;

        Assert.Equal(FeatureNumber.RequestInstalment, change.Feature);
        Assert.InRange(change.To, 100_000, 120_000); // a doubling of the odds: ln 2 / 4 of the income less
    }

    private static FeatureNumber Lever(FeatureNumber feature) =>
        feature == FeatureNumber.RequestAmountShare ? FeatureNumber.RequestAmount : feature;

    /// <summary>Every step near, and a thousand over the whole range.</summary>
    private static IEnumerable<double> Values(CreditModelTerm term, FeatureRow row)
    {
        var lever = Lever(term.Feature);
        var (steps, from) = (SafestChange.StepsOf(lever), row[(int)lever]);
        var width = Math.Max(Math.Abs(from), 4 * term.Unit);
        for (var i = -500; i <= 500; i++)
        {
            var (near, wide) = (Math.Round(from * steps) + i, Math.Round((from + (width * i / 250)) * steps));
            foreach (var step in (double[])[near, wide])
            {
                if (!double.IsNaN(step) && (step >= 0 || term.Feature is FeatureNumber.BalanceLowest90D
                    or FeatureNumber.BalanceTrend or FeatureNumber.FeesPeak))
                {
                    yield return step / steps;
                }
            }
        }
    }

    private static CreditModel Card(Seeded random) => new(
        -2.5, [.. Features.Where(_ => random.Chance(0.6)).Append(FeatureNumber.IncomeVariation).Distinct().Select(
            feature => Term(random, feature))]);

    private static CreditModelTerm Term(Seeded random, FeatureNumber feature)
    {
        var money = FeatureCatalogue.Of(feature).Unit == FeatureUnit.Money;
        return money
            ? new CreditModelTerm(
            feature, CreditModelScale.Logarithm, 5_000, -3, 3, random.Normal(), random.Normal() / 3, 0)
            : new CreditModelTerm(
            feature, CreditModelScale.Linear, 1, 0, 1 + random.Below(4), 0, random.Normal() / 2, 0.1);
    }

    private static FeatureRow Row(Seeded random)
    {
        var row = FeatureRow.Missing();
        foreach (var feature in Features.Where(_ => random.Chance(0.9)))
        {
            row[(int)feature] = FeatureCatalogue.Of(feature).Unit switch
            {
                FeatureUnit.Money => Math.Round(random.Share() * 40_000),
                FeatureUnit.Count or FeatureUnit.Days => random.Below(7),
                _ => random.Share() * 2,
            };
        }

        row[(int)FeatureNumber.RequestAmount] = 1_000 + random.Below(40_000);
        return row;
    }
}
