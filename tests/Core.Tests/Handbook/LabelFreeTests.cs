using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Tests.Support;
using Xunit.Abstractions;

namespace OrleansRisk.Core.Tests.Handbook;

/// <summary>
/// The score that needs no training, on the dates of the book's unsupervised chapter: histograms of 11 to 17 July,
/// judged on 25 to 31 July. Labels enter through the terminals' figures alone, seven days late, as they do in the book.
/// </summary>
public sealed class LabelFreeTests(ITestOutputHelper output)
{
    private const int TrainDay = 101; // 2018-07-11

    [SharedDataFact("handbook")]
    public void Surprise_OnTheUnsupervisedDates_BeatsTheAutoencoder()
    {
        var counts = new byte[PopulationCounts.Size];
        ReferenceTables? tables = null;
        var empty = new ReferenceTables(
            PopulationTable.Of(0, new long[FeatureBins.Length * FeatureScale.Bins]), Policy.Standard);
        var rows = new List<(CardPayment Payment, double Score)>();
        foreach (var (payment, decision) in new HandbookStream().Run(
            ScoringVersions.Newest, payment => payment.Day < TrainDay + 7
                ? empty
                : tables ??= new ReferenceTables(PopulationCounts.Publish(counts, 1), Policy.Standard)))
        {
            if (payment.Day >= TrainDay + 21)
            {
                break;
            }

            if (payment.Day is >= TrainDay and < TrainDay + 7)
            {
                PopulationCounts.Add(counts, decision.Bins);
            }

            rows.Add((payment, decision.Anomaly.Surprise));
        }

        var tested = Ranking.Tested(rows, row => row.Payment, TrainDay).ToList();
        var (auc, average, cards) = Ranking.Of(tested);
        output.WriteLine($"label-free surprise, {tested.Count:N0} payments of 25 to 31 July 2018: AUC {auc:F3}, "
            + $"average precision {average:F3}, card precision {cards:F3}; the book's autoencoder .836 .180 .217");
        Assert.True(auc > 0.836 && average > 0.180 && cards > 0.217, $"{auc:F3} {average:F3} {cards:F3}");
    }
}
