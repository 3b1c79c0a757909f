using OrleansRisk.Core.Credit;

namespace OrleansRisk.Core.Models;

/// <summary>
/// The models that a tenant's transactions are scored with, immutable and numbered; number 0 has none and stands for
/// the surprise and the expert card alone.
/// </summary>
/// <param name="From">From which arrival on it counts, milliseconds since 1970.</param>
/// <param name="Anomaly">Whose score leaves; null for the surprise alone.</param>
/// <param name="Challengers">Score in the shadow, on the same state; nothing depends on them.</param>
/// <param name="Credit">What a loan applied for is judged by; null where none is active.</param>
public sealed record ModelDeployment(
    int Version, long From, NamedModel? Anomaly, IReadOnlyList<NamedModel> Challengers, NamedCard? Credit)
{
    public const int ChallengersMax = Decisions.ShadowScores.Max;

    public static ModelDeployment None { get; } = new(0, 0, null, [], null);
}

/// <param name="Hash">SHA-256 of the model's text, in hex: its name in every decision.</param>
public sealed record NamedModel(string Hash, IScoringModel Model);

/// <param name="Hash">SHA-256 of the card's file, in hex.</param>
public sealed record NamedCard(string Hash, CreditModel Card);
