namespace OrleansRisk.Samples.Demo.Learning;

/// <summary>What a card learns from, how late its labels come, and how many alerts it may raise.</summary>
internal sealed record TrainingDays(DateOnly First, int Days, int Delay, string Budget)
{
    /// <summary>The first day on which all labels of the training days are known, and the thresholds are set.</summary>
    public DateOnly Known => First.AddDays(Days + Delay);
}
