using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Training.Arrivals;

/// <summary>A transaction with its anomaly features as they were measured before it was folded.</summary>
internal sealed class MeasuredRow(LabelledTransaction item, in FeatureRow row, in Decision decision)
{
    private readonly double[] _values = ((ReadOnlySpan<double>)row)[..FeatureRow.FirstCredit].ToArray();

    public string Id => item.Transaction.Id;

    public int Account => item.Account;

    public int Day => item.Day;

    public bool Fraud => item.Fraud;

    public string Segment => item.Segment;

    /// <summary>What the label-free score says of it, in nats.</summary>
    public double Surprise { get; } = decision.Anomaly.Surprise;

    /// <summary>Where its label-free features lie among all transactions.</summary>
    public FeatureBins Bins { get; } = decision.Bins;

    public double this[FeatureNumber feature] => _values[(int)feature];

    public FeatureRow Features()
    {
        var row = FeatureRow.Missing();
        _values.CopyTo((Span<double>)row);
        return row;
    }
}
