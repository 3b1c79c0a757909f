using OrleansRisk.Core.Observations;

namespace OrleansRisk.Core.Counterparties;

/// <summary>
/// What the records of a tenant's accounts say of one counterparty, in a flat little-endian buffer. Folded in commit order;
/// integer counts, so that any order of lanes gives the same totals.
/// </summary>
public static class CounterpartyCounts
{
    public const int Size = 320;

    public static void Initialize(Span<byte> counts) => throw new InvalidOperationException("core is being built");

    /// <summary>Counts one transaction with it; <paramref name="firstOfAccount"/> where the account met it for the first time.</summary>
    public static void AddTransaction(Span<byte> counts, int civilDay, UInt128 account, bool firstOfAccount) =>
        throw new InvalidOperationException("core is being built");

    public static void AddLabel(Span<byte> counts, in LabelEvent label) => throw new InvalidOperationException("core is being built");

    /// <summary>Figures as of a civil day, stamped with the number of the publication.</summary>
    public static CounterpartyFigures Figures(ReadOnlySpan<byte> counts, int civilDay, int version) =>
        throw new InvalidOperationException("core is being built");
}
