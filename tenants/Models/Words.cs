using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Tenants.Models;

/// <summary>How model files write what core keeps by number.</summary>
internal static class Words
{
    public static string Of(ScoreScale scale) => scale == ScoreScale.Risk ? "risk" : "credit";

    public static string Of(PointTrend trend) => trend switch
    {
        PointTrend.Rising => "rising",
        PointTrend.Falling => "falling",
        _ => "free",
    };

    public static string Of(MissingValue missing) => missing switch
    {
        MissingValue.None => "none",
        MissingValue.Zero => "zero",
        _ => "nan",
    };

    public static MissingValue Missing(string? word) => word switch
    {
        "none" => MissingValue.None,
        "zero" => MissingValue.Zero,
        "nan" => MissingValue.NotANumber,
        _ => throw new ModelUnreadableException("what is missing is neither none nor zero nor nan"),
    };

    public static ScoreScale Scale(string? word) => word switch
    {
        "risk" => ScoreScale.Risk,
        "credit" => ScoreScale.Credit,
        _ => throw new ModelUnreadableException("its scale is neither risk nor credit"),
    };

    public static PointTrend Trend(string? word) => word switch
    {
        "free" => PointTrend.Free,
        "rising" => PointTrend.Rising,
        "falling" => PointTrend.Falling,
        _ => throw new ModelUnreadableException("a trend is neither free nor rising nor falling"),
    };

    public static FeatureNumber Feature(string? name) => FeatureCatalogue.Find(name ?? "")?.Number
        ?? throw new ModelUnreadableException($"the catalogue has no feature {name}");
}
