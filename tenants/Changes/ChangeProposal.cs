using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Tenants.Changes;

/// <summary>What a writer wants to change, decided on what stands; or the answer if nothing is to change.</summary>
/// <param name="Outcome">The answer once it is written.</param>
/// <param name="Effects">None if nothing is to be written.</param>
internal sealed record ChangeProposal<T>(Outcome<T> Outcome, params IReadOnlyList<TenantEffect> Effects)
{
    public TenantChangeKind Kind { get; init; }

    public string Subject { get; init; } = "";

    public int Version { get; init; }

    /// <summary>SHA-256 of what was changed, as it is from now on.</summary>
    public ReadOnlyMemory<byte> ContentHash { get; init; }
}
