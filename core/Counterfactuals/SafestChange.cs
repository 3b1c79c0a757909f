using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Counterfactuals;

/// <summary>
/// The least change of one feature, of those a customer can act on, with which a card gives a loan at least a stated
/// score. Values go by whole steps: minor units, days and times, hundredths of a percent; and no further than the
/// card's own bounds, beyond which it says nothing more. What a feature takes with it moves, too: an instalment its
/// share of income.
/// </summary>
public static class SafestChange
{
    private const double Fine = 10_000;
    private const double StepsMax = 1e15;

    /// <summary>Null where no single change reaches it.</summary>
    public static Counterfactual? Find(CreditModel card, in FeatureRow row, int score)
    {
        Counterfactual? least = null;
        foreach (var term in card.Terms)
        {
            var feature = Lever(term.Feature);
            if (Changeable.Holds(feature) && !double.IsNaN(row[(int)feature]) && OneWay(card, feature, term)
                && Least(card, row, feature, term, score) is { } found
                && (least is null || found.Distance < least.Distance))
            {
                least = found;
            }
        }

        return least;
    }

    /// <summary>The row with one feature otherwise, and what follows from it.</summary>
    public static FeatureRow With(in FeatureRow row, FeatureNumber feature, double value)
    {
        var changed = row;
        var share = feature switch
        {
            FeatureNumber.RequestAmount => FeatureNumber.RequestAmountShare,
            FeatureNumber.RequestInstalment => FeatureNumber.RequestInstalmentShare,
            _ => feature,
        };
        changed[(int)share] = row[(int)share] * (value / row[(int)feature]);
        changed[(int)feature] = value;
        return changed;
    }

    /// <summary>Steps a unit of the feature is divided into.</summary>
    public static double StepsOf(FeatureNumber feature) => FeatureCatalogue.Of(feature).Unit switch
    {
        FeatureUnit.Money or FeatureUnit.Count or FeatureUnit.Days => 1,
        _ => Fine,
    };

    /// <summary>How far a value lies from where it is: the share of the term's range on its own scale.</summary>
    public static double Distance(CreditModelTerm term, in FeatureRow row, in FeatureRow changed)
    {
        var (from, to) = (row[(int)term.Feature], changed[(int)term.Feature]);
        return Math.Abs(
            CreditModelTerm.Scaled(term.Scale, term.Unit, to) - CreditModelTerm.Scaled(term.Scale, term.Unit, from))
            / (term.High - term.Low);
    }

    /// <summary>What is asked for moves its share of income; a share by itself is nobody's to change.</summary>
    private static FeatureNumber Lever(FeatureNumber feature) => feature switch
    {
        FeatureNumber.RequestAmountShare => FeatureNumber.RequestAmount,
        FeatureNumber.RequestInstalmentShare => FeatureNumber.RequestInstalment,
        _ => feature,
    };

    /// <summary>
    /// Where an amount and its share of income pull a card in two directions, neither has a first step to look for.
    /// </summary>
    private static bool OneWay(CreditModel card, FeatureNumber feature, CreditModelTerm term) => card.Terms.All(
        other => Lever(other.Feature) != feature || Math.Sign(other.Weight) * Math.Sign(term.Weight) >= 0);

    private static Counterfactual? Least(
        CreditModel card, in FeatureRow row, FeatureNumber feature, CreditModelTerm term, int score)
    {
        // Along one feature the score only rises or only falls, so that halving finds the first step that reaches it.
        var (steps, from, down) = (StepsOf(feature), row[(int)feature], term.Weight > 0);
        var bound = Unscaled(term, down ? term.Low : term.High)
            * (feature == term.Feature ? 1 : from / row[(int)term.Feature]);
        var near = down ? Math.Ceiling(from * steps) : Math.Floor(from * steps);
        var far = down ? Math.Floor(bound * steps) : Math.Ceiling(bound * steps);
        far = Natural(feature) ? Math.Max(far, 0) : far;
        if (!(Math.Abs(far) < StepsMax) || (down ? far >= near : far <= near)
            || Points(card, row, feature, far / steps) < score)
        {
            return null;
        }

        while (Math.Abs(far - near) > 1)
        {
            var middle = Math.Floor((near + far) / 2);
            (near, far) = Points(card, row, feature, middle / steps) >= score ? (near, middle) : (middle, far);
        }

        var changed = With(row, feature, far / steps);
        return new Counterfactual(
            feature, from, far / steps, Distance(term, row, changed), Points(card, row, feature, far / steps),
            Outcome.None);
    }

    private static int Points(CreditModel card, in FeatureRow row, FeatureNumber feature, double value) =>
        CreditModel.Points(card.LogOdds(With(row, feature, value)));

    /// <summary>Counts, days and what is asked for are never below zero.</summary>
    private static bool Natural(FeatureNumber feature) =>
        FeatureCatalogue.Of(feature).Unit is FeatureUnit.Count or FeatureUnit.Days or FeatureUnit.Share
            || feature is FeatureNumber.RequestAmount or FeatureNumber.RequestInstalment;

    private static double Unscaled(CreditModelTerm term, double scaled) => term.Scale == CreditModelScale.Linear
        ? scaled * term.Unit
        : scaled < 0 ? -term.Unit * Exponential.Expm1(-scaled) : term.Unit * Exponential.Expm1(scaled);
}
