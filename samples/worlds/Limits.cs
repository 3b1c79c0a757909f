namespace OrleansRisk.Samples.Worlds;

/// <summary>Every bound of the worlds.</summary>
internal static class Limits
{
    /// <summary>Customers of one lender.</summary>
    public const int CustomersMax = 100_000;

    /// <summary>Months of one history.</summary>
    public const int MonthsMax = 120;

    /// <summary>Pairs of twins in one folder.</summary>
    public const int PairsMax = 100_000;

    /// <summary>Dates that are tried for a planted event before another household is taken.</summary>
    public const int AttemptsMax = 3;

    /// <summary>Characters of a counterparty, as the contract has it.</summary>
    public const int CounterpartyMax = 128;

    /// <summary>Characters of a description, as the contract has it.</summary>
    public const int DescriptionMax = 256;
}
