using Microsoft.Extensions.Logging;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Runtime;

/// <summary>All that an account actor needs from its host, whichever host that is.</summary>
public sealed record AccountServices(
    AccountStores Stores, IKeyRing Keys, IReferenceData Published, TenantDirectory Tenants, AccountRuntime Runtime);

/// <summary>Where an account's past is, and where its records go.</summary>
public sealed record AccountStores(IJournal Journal, IJournalReader Reader, SnapshotGroups Snapshots);

/// <summary>What all accounts of the process share.</summary>
public sealed record AccountRuntime(
    TimeProvider Time, StateBuffers Buffers, EngineMetrics Metrics, AccountOptions Options, ILogger Logger);
