using OrleansRisk.Core.Models;

namespace OrleansRisk.Tenants.Models;

internal sealed record ThresholdsBody(int? ReviewAt, int? DeclineAt, string? Budget)
{
    public static ThresholdsBody Of(Thresholds thresholds) =>
        new(thresholds.ReviewAt, thresholds.DeclineAt, thresholds.Budget);

    public Thresholds Read() => ReviewAt is { } review && DeclineAt is { } decline
        ? new Thresholds(review, decline, Budget)
        : throw new ModelUnreadableException("it has no thresholds");
}
