using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Tenants.Models;

/// <summary>
/// What no credit model may read, whoever fitted it. A lender may deny more, and its model file then says so; nothing
/// of this list can be allowed.
/// </summary>
public static class DeniedFeatures
{
    /// <summary>The names, each with why.</summary>
    public static IReadOnlyDictionary<string, string> Shipped { get; } = new Dictionary<string, string>
    {
        [FeatureCatalogue.NameOf(FeatureNumber.RequestHolders)] =
            "who else may dispose of an account stands for a marriage",
        [FeatureCatalogue.NameOf(FeatureNumber.CoverageUncategorised)] =
            "how well a bank labels its rows is nothing that a customer did",
        [FeatureCatalogue.NameOf(FeatureNumber.CoverageDays)] =
            "how much history was sent is nothing that a customer did",
        [FeatureCatalogue.NameOf(FeatureNumber.BustOut)] = "it is a sign of fraud, not of credit",
    };

    /// <summary>Why a feature may not be read; null where it may.</summary>
    public static string? Why(FeatureNumber feature, IReadOnlyList<string> lenders)
    {
        var name = FeatureCatalogue.NameOf(feature);
        return Shipped.TryGetValue(name, out var why) ? why : lenders.Contains(name) ? "the lender denies it" : null;
    }

    /// <summary>What a card reads that it may not; null where there is nothing.</summary>
    public static string? In(CreditModel card)
    {
        var found = card.Terms.Select(term => (term.Feature, Why: Why(term.Feature, card.About?.Denied ?? [])))
            .FirstOrDefault(static each => each.Why is not null);
        return found.Why is null ? null
            : $"it reads {FeatureCatalogue.NameOf(found.Feature)}, which is denied: {found.Why}";
    }
}
