using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Models;
using OrleansRisk.Samples.Demo.Learning;
using OrleansRisk.Samples.Demo.Running;
using OrleansRisk.Samples.Demo.Samples;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo.Chapters;

/// <summary>
/// A tenant with labels has a model of its own: trained on the first months, approved by a second key, activated, and
/// judged on the rest as it arrives. Beside it, what the label-free score said of the very same purchases.
/// </summary>
internal sealed class ModelChapter(Screen screen, IReadOnlyList<SampleLine> lines, string program, string folder,
    TimeProvider time)
{
    private static readonly TrainingDays Training = new(new DateOnly(2019, 2, 1), 59, 7, "1 %");

    private readonly Dictionary<string, int> _labelFree = new(StringComparer.Ordinal);

    /// <summary>What the label-free score says of a purchase, while it is sent to the tenant without a model.</summary>
    public void Watch(SampleLine line, DecisionBody decision) =>
        _labelFree[line.Transaction] = decision.Anomaly.Score;

    /// <summary>False where a purchase was refused, or not scored by the model.</summary>
    public async Task<bool> Tell(TenantKeys tenant, CancellationToken cancel)
    {
        screen.Chapter("A model of the tenant's own: trained on the first months, judged on the rest");
        var known = new DateTimeOffset(Training.Known.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var past = lines.Where(line => line.At < known).ToList();
        var rest = lines.Where(line => line.At >= known).ToList();
        var deployment = await PutUp(tenant, await Train(past));
        var months = new LabelledMonths(tenant.Lender, lines, Training, time);
        await months.Load(past, cancel);
        screen.Say($"{Figures.Count(past.Count)} purchases loaded as history; then one week after the other, before "
            + $"each the labels of {Training.Delay} days ago.");
        var answered = await months.Score(rest, cancel);
        ModelReport.Tell(screen, answered, line => _labelFree.GetValueOrDefault(line.Transaction), Training.Budget);
        return answered.Count == rest.Count
            && answered.All(
            each => each.Decision.Anomaly.Calibrated && each.Decision.Versions.ModelDeployment == deployment);
    }

    private async Task<string> Train(List<SampleLine> past)
    {
        var (transactions, output) = (Path.Combine(folder, "training.csv"), Path.Combine(folder, "model"));
        await TrainingFile.Write(transactions, past);
        var said = await TrainingProgram.TrainScorecard(program, transactions, output, Training);
        screen.Say($"risk-training scorecard train: {Training.Days} days from {Figures.Day(Training.First)}, labels "
            + $"{Training.Delay} days late, alerts for {Training.Budget}: {said}.");
        return await File.ReadAllTextAsync(Path.Combine(output, "scorecard.json"));
    }

    /// <summary>Kept by one key, approved by another, put up at once; the number of the model deployment.</summary>
    private async Task<int> PutUp(TenantKeys tenant, string file)
    {
        var model = await tenant.Analyst.Models.CreateAsync(new ModelRequest
        {
            Owner = "the demo",
            Purpose = "fraud on simulated cards",
            File = file,
            TrainedFrom = Figures.Day(Training.First),
            TrainedTo = Figures.Day(Training.First.AddDays(Training.Days - 1)),
        });
        await tenant.Approver.Models.ApproveAsync(model.Hash);
        var deployment =
            await tenant.Approver.ModelDeployments.CreateAsync(new ModelDeploymentRequest { Anomaly = model.Hash });
        screen.Say($"Kept as {model.Hash[..12]}… after its golden rows came out to the bit; approved by a second key; "
            + $"active as model deployment {deployment.ModelDeployment}.");
        return deployment.ModelDeployment;
    }
}
