using OrleansRisk.Engine.Access;
using OrleansRisk.Engine.Sealing;
using OrleansRisk.Engine.Standalone;
using OrleansRisk.Engine.Tenants;
using OrleansRisk.Engine.Tests.Volatile;

namespace OrleansRisk.Engine.Tests.Contract;

/// <summary>The contract, kept by the standalone scheduler.</summary>
public sealed class StandaloneContractTests : ActorsContract
{
    internal override async Task<IContractHost> Start(ContractBounds bounds) => new Host(await VolatileEngine.Create(
        new EngineOptions { Standalone = new StandaloneOptions { TurnsPerActorMax = bounds.TurnsPerActorMax } }));

    private sealed class Host(VolatileEngine engine) : IContractHost
    {
        public IActors Actors => engine.Actors;

        public VolatileJournal Journal => engine.Journal;

        public TenantId Tenant => engine.Tenant;

        public IPseudonyms Pseudonyms => engine.Pseudonyms;

        public Caller Caller() => engine.Caller();

        public Task TimeOut()
        {
            engine.Time.Advance(TimeSpan.FromMinutes(1));
            return Task.CompletedTask;
        }

        public async Task Forget() => await engine.Restart();

        public ValueTask DisposeAsync() => engine.DisposeAsync();
    }
}
