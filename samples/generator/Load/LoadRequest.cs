namespace OrleansRisk.Samples.Generator.Load;

/// <summary>What load to make.</summary>
/// <param name="ZipfHalves">The exponent of the accounts' shares in halves: 0 flat, 1 = 0.5, 2 = 1, 3 = 1.5.</param>
/// <param name="Days">Days of event time the load is spread over.</param>
internal sealed record LoadRequest(int Accounts, long Transactions, ulong Seed, int ZipfHalves, int Days,
    DateTimeOffset Start);
