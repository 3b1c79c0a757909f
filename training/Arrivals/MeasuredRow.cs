using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Training.Arrivals;

/// <summary>
/// The anomaly features of a transaction as they were measured before it was folded; of the transaction itself no more
/// than reports and labels need, since rows come by the million.
/// </summary>
internal sealed class MeasuredRow
{
    private PackedValues _values;
    private readonly long _at;
    private readonly long? _labelledAt;

    /// <param name="named">Without its id where nothing is written of it.</param>
    public MeasuredRow(LabelledTransaction item, in FeatureRow row, in Decision decision, bool named = true)
    {
        (Surprise, Bins) = (decision.Anomaly.Surprise, decision.Bins);
        (Account, Fraud, Segment) = (item.Account, item.Fraud, item.Segment);
        (_at, _labelledAt) = (item.Transaction.At, item.LabelledAt);
        (Id, Counterparty) = (named ? item.Transaction.Id : "", item.Transaction.Counterparty);
        _values = new PackedValues(((ReadOnlySpan<double>)row)[..FeatureRow.FirstCredit]);
    }

    /// <summary>The same, and not known to be fraud.</summary>
    private MeasuredRow(MeasuredRow row)
    {
        (_values, _at, _labelledAt, Surprise, Bins) = (row._values, row._at, row._labelledAt, row.Surprise, row.Bins);
        (Id, Counterparty, Account, Segment) = (row.Id, row.Counterparty, row.Account, row.Segment);
    }

    public string Id { get; }

    public string? Counterparty { get; }

    public int Account { get; }

    public int Day => LabelledTransaction.DayOf(_at);

    public bool Fraud { get; }

    public string Segment { get; }

    /// <summary>What the label-free score says of it, in nats.</summary>
    public double Surprise { get; }

    /// <summary>Where its label-free features lie among all transactions.</summary>
    public FeatureBins Bins { get; }

    public double this[FeatureNumber feature] => _values[(int)feature];

    /// <summary>As known at the end of a day, since 1970: a fraud that nobody had reported by then is none.</summary>
    public MeasuredRow AsKnownOn(int day, int delayDays) =>
        Fraud && LabelledTransaction.DayOf(
            LabelledTransaction.KnownAt(_at, _labelledAt, TimeSpan.FromDays(delayDays))) > day
            ? new MeasuredRow(this) : this;

    /// <summary>Some features, in their order.</summary>
    public void Take(List<FeatureNumber> features, Span<double> values)
    {
        for (var i = 0; i < features.Count; i++)
        {
            values[i] = _values[(int)features[i]];
        }
    }

    /// <summary>Lets its features go; whoever reads one then fails.</summary>
    public void Forget() => _values = PackedValues.Gone;

    public FeatureRow Features()
    {
        var row = FeatureRow.Missing();
        for (var i = 0; i < FeatureRow.FirstCredit; i++)
        {
            row[i] = _values[i];
        }

        return row;
    }
}
