namespace OrleansRisk.Core.Credit;

/// <summary>What is asked for. Money in minor units of the account's currency; NaN where it is not stated.</summary>
/// <param name="Instalment">A month.</param>
/// <param name="Months">Months to run.</param>
/// <param name="Holders">People who may dispose of the account.</param>
public readonly record struct CreditRequest(double Amount, double Instalment, double Months, double Holders)
{
    /// <summary>Stated income and obligations, at most <see cref="SeenFacts.Max"/>; null for none.</summary>
    public IReadOnlyList<StatedFact>? Facts { get; init; }

    public static CreditRequest None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);
}
