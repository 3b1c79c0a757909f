using Microsoft.Extensions.Logging;
using OrleansRisk.Engine.Journal;
using OrleansRisk.Engine.Publications;
using OrleansRisk.Engine.Sealing;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Engine.Accounts;

/// <summary>All that an account actor needs from its host, whichever host that is.</summary>
public sealed record AccountServices(
    AccountStores Stores, IKeyRing Keys, IPublished Published, TenantDirectory Tenants, AccountRuntime Runtime);

/// <summary>Where an account's past is, and where its records go.</summary>
public sealed record AccountStores(IJournal Journal, IJournalReader Reader, SnapshotGroups Snapshots);

/// <summary>What all accounts of the process share.</summary>
public sealed record AccountRuntime(
    TimeProvider Time, StateBuffers Buffers, EngineMetrics Metrics, AccountOptions Options, ILogger Logger);
