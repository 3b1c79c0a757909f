using OrleansRisk.Engine.Access;
using OrleansRisk.Engine.Sealing;
using OrleansRisk.Engine.Tenants;
using OrleansRisk.Engine.Tests.Volatile;

namespace OrleansRisk.Engine.Tests.Contract;

/// <summary>A started host of the actors, as the contract tests see it.</summary>
internal interface IContractHost : IAsyncDisposable
{
    IActors Actors { get; }

    VolatileJournal Journal { get; }

    TenantId Tenant { get; }

    IPseudonyms Pseudonyms { get; }

    /// <summary>Someone of the tenant who may do all that accounts offer.</summary>
    Caller Caller();

    /// <summary>Lets so much time pass that a call which waits has waited too long.</summary>
    Task TimeOut();

    /// <summary>Puts every account out of memory.</summary>
    Task Forget();
}

/// <summary>Bounds that a contract test wants small.</summary>
internal sealed record ContractBounds(int TurnsPerActorMax)
{
    public static ContractBounds Usual { get; } = new(Limits.TurnsPerActorMax);
}
