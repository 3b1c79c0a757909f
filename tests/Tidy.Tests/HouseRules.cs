namespace OrleansRisk.Tidy.Tests;

/// <summary>Every house rule that a machine can check.</summary>
public static class HouseRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. Arrows.ArrowRules.All,
        .. Arrows.RoomRules.All,
        .. Arrows.WriterRules.All,
        .. Guards.GuardRules.All,
        .. Papers.PaperRules.All,
        .. Papers.DecisionRules.All,
        .. Papers.CommandRules.All,
        .. Papers.EnglishRules.All,
        .. Papers.BuildFileRules.All,
        .. Shape.LengthRules.All,
        .. Shape.CodeRules.All,
        .. Shape.NoiseRules.All,
        .. Shape.CommentRules.All,
        .. Words.NameRules.All,
        .. Words.TestNameRules.All,
    ];
}
