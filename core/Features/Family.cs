namespace OrleansRisk.Core.Features;

/// <summary>
/// What kind of oddity a feature tells of. The greatest of the first eight decides the label-free score.
/// </summary>
public enum Family : byte
{
    Amount = 0,
    Velocity = 1,
    Spend = 2,
    Repeat = 3,
    Novelty = 4,
    Time = 5,
    Drain = 6,
    Counterparty = 7,
    Structuring = 8,
    Geo = 9,
    Graph = 10,
    History = 11,
    Income = 12,
    Balance = 13,
    Returned = 14,
    Debt = 15,
    Spending = 16,
    Obligations = 17,
    Request = 18,
}
