using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// One row of the scorecard: nothing is lost at <see cref="Fine"/>, all of <see cref="Nats"/> at <see cref="Bad"/>,
/// evenly between.
/// </summary>
/// <param name="Nats">Greatest loss, as the natural logarithm of the odds.</param>
internal readonly record struct Factor(ReasonCode Code, double Nats, double Fine, double Bad)
{
    public double Loss(double value) =>
        double.IsNaN(value) ? 0 : Nats * Math.Clamp((value - Fine) / (Bad - Fine), 0, 1);
}

/// <summary>A factor with what was found, in the unit of the reason.</summary>
internal readonly record struct Finding(Factor Factor, double Loss, double Value, double Usual)
{
    /// <summary>False where the loss is that of a middle account, for want of a measure.</summary>
    public bool Known { get; init; } = true;
}
