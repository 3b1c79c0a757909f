namespace OrleansRisk.Core.Credit;

/// <summary>What is asked for. Money in minor units of the account's currency; NaN where it is not stated.</summary>
/// <param name="Instalment">A month.</param>
/// <param name="Months">Months to run.</param>
/// <param name="Holders">People who may dispose of the account.</param>
public readonly record struct CreditRequest(double Amount, double Instalment, double Months, double Holders)
{
    public static CreditRequest None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);
}
