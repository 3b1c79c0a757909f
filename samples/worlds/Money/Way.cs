namespace OrleansRisk.Samples.Worlds.Money;

/// <summary>How money moves; each country has its word and its printed texts for it.</summary>
internal enum Way
{
    Card,
    Online,
    Qr,
    Atm,
    Transfer,
    Standing,
    Debit,
    Batch,
    Received,
    Internal,
    Cash,
    Fee,
    Refund,
    Returned,
}
