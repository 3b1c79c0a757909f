using OrleansRisk.Actors;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Loads;

/// <summary>What loads are checked and committed with.</summary>
internal sealed record LoadParts(
    KeptLoads Kept, IActors Actors, ConsentedAccounts Consents, Quotas Quotas, IKeyRing Keys, TimeProvider Time);
