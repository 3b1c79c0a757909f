using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Training.Arrivals;

/// <summary>A transaction with its anomaly features as they were measured before it was folded.</summary>
internal sealed class MeasuredRow
{
    private readonly LabelledTransaction _item;
    private readonly double[] _values;

    public MeasuredRow(LabelledTransaction item, in FeatureRow row, in Decision decision)
    {
        (_item, Surprise, Bins) = (item, decision.Anomaly.Surprise, decision.Bins);
        _values = ((ReadOnlySpan<double>)row)[..FeatureRow.FirstCredit].ToArray();
    }

    private MeasuredRow(LabelledTransaction item, MeasuredRow row) =>
        (_item, _values, Surprise, Bins) = (item, row._values, row.Surprise, row.Bins);

    public string Id => _item.Transaction.Id;

    public string? Counterparty => _item.Transaction.Counterparty;

    public int Account => _item.Account;

    public int Day => _item.Day;

    public bool Fraud => _item.Fraud;

    public string Segment => _item.Segment;

    /// <summary>What the label-free score says of it, in nats.</summary>
    public double Surprise { get; }

    /// <summary>Where its label-free features lie among all transactions.</summary>
    public FeatureBins Bins { get; }

    public double this[FeatureNumber feature] => _values[(int)feature];

    /// <summary>As known at the end of a day, since 1970: a fraud that nobody had reported by then is none.</summary>
    public MeasuredRow AsKnownOn(int day, int delayDays) =>
        Fraud && _item.KnownDay(delayDays) > day ? new MeasuredRow(_item with { Fraud = false }, this) : this;

    public FeatureRow Features()
    {
        var row = FeatureRow.Missing();
        _values.CopyTo((Span<double>)row);
        return row;
    }
}
