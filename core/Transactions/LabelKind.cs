namespace OrleansRisk.Core.Transactions;

/// <summary>What became known of a transaction. Persisted by number, written by name.</summary>
public enum LabelKind : byte
{
    Genuine = 1,
    Fraud = 2,

    /// <summary>An earlier label is taken back.</summary>
    Withdrawn = 3,
}
