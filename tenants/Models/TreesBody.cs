using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Tenants.Models;

/// <summary>Boosted trees in their file: plain arrays, single precision written so that it reads back.</summary>
internal sealed record TreesBody(
    string? Kind, int Version, string? Scale, IReadOnlyList<string>? Features, float Start, double Slope, double Shift,
    IReadOnlyList<TreesBody.TreeBody>? Trees, ThresholdsBody? Thresholds, IReadOnlyList<GoldenBody>? Golden)
{
    public const string KindName = "trees";

    public static TreesBody Of(TreeEnsemble model, IReadOnlyList<FeatureRow> golden) => new(
        KindName, 1, Words.Of(model.Scale), [.. model.Features.Select(FeatureCatalogue.NameOf)], model.Start,
        model.Slope, model.Shift,
        [.. model.Trees.Select(static tree => new TreeBody(
            tree.Left, tree.Right, tree.Feature, tree.Value, tree.MissingLeft, tree.Cover))],
        ThresholdsBody.Of(model.Thresholds), GoldenBody.Of(model, golden));

    public TreeEnsemble Checked()
    {
        var trees = (Trees ?? throw new ModelUnreadableException("it has no trees")).Select(static tree => new Tree(
            tree.Left ?? [], tree.Right ?? [], tree.Feature ?? [], tree.Value ?? [], tree.MissingLeft ?? [],
            tree.Cover ?? []));
        var model = new TreeEnsemble(
            Words.Scale(Scale), [.. (Features ?? []).Select(Words.Feature)], Start, [.. trees], Slope, Shift,
            (Thresholds ?? throw new ModelUnreadableException("it has no thresholds")).Read());
        if (model.Check() is { } wrong)
        {
            throw new ModelUnreadableException(wrong);
        }

        GoldenBody.Check(model, Golden);
        return model;
    }

    internal sealed record TreeBody(
        IReadOnlyList<int>? Left, IReadOnlyList<int>? Right, IReadOnlyList<int>? Feature, IReadOnlyList<float>? Value,
        IReadOnlyList<bool>? MissingLeft, IReadOnlyList<float>? Cover);
}
