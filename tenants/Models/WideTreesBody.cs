using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Tenants.Models;

/// <summary>Boosted trees of double precision in their file: plain arrays, numbers so that they read back.</summary>
internal sealed record WideTreesBody(
    string? Kind, int Version, string? Scale, IReadOnlyList<string>? Features, IReadOnlyList<string>? Missing,
    double Slope, double Shift, IReadOnlyList<WideTreesBody.TreeBody>? Trees, ThresholdsBody? Thresholds,
    IReadOnlyList<GoldenBody>? Golden)
{
    public const string KindName = "wide_trees";

    public static WideTreesBody Of(WideTreeEnsemble model, IReadOnlyList<FeatureRow> golden) => new(
        KindName, 1, Words.Of(model.Scale), [.. model.Features.Select(FeatureCatalogue.NameOf)],
        [.. model.Missing.Select(Words.Of)], model.Slope, model.Shift,
        [.. model.Trees.Select(static tree => new TreeBody(
            tree.Left, tree.Right, tree.Feature, tree.Value, tree.MissingLeft, tree.Cover))],
        ThresholdsBody.Of(model.Thresholds), GoldenBody.Of(model, golden));

    public WideTreeEnsemble Checked()
    {
        var trees = (Trees ?? throw new ModelUnreadableException("it has no trees")).Select(static tree => new WideTree(
            tree.Left ?? [], tree.Right ?? [], tree.Feature ?? [], tree.Value ?? [], tree.MissingLeft ?? [],
            tree.Cover ?? []));
        var model = new WideTreeEnsemble(
            Words.Scale(Scale), [.. (Features ?? []).Select(Words.Feature)], [.. (Missing ?? []).Select(Words.Missing)],
            [.. trees], Slope, Shift,
            (Thresholds ?? throw new ModelUnreadableException("it has no thresholds")).Read());
        if (model.Check() is { } wrong)
        {
            throw new ModelUnreadableException(wrong);
        }

        GoldenBody.Check(model, Golden);
        return model;
    }

    internal sealed record TreeBody(
        IReadOnlyList<int>? Left, IReadOnlyList<int>? Right, IReadOnlyList<int>? Feature, IReadOnlyList<double>? Value,
        IReadOnlyList<bool>? MissingLeft, IReadOnlyList<float>? Cover);
}
