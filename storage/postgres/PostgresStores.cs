using Microsoft.Extensions.Logging;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Postgres.Days;
using OrleansRisk.Postgres.Feed;
using OrleansRisk.Postgres.Journal;
using OrleansRisk.Postgres.Keys;
using OrleansRisk.Postgres.Loads;
using OrleansRisk.Postgres.Partitions;
using OrleansRisk.Postgres.ReferenceData;
using OrleansRisk.Postgres.Snapshots;
using OrleansRisk.Postgres.Starting;
using OrleansRisk.Postgres.Tenants;
using OrleansRisk.Postgres.Versions;
using OrleansRisk.Postgres.Webhooks;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;
using OrleansRisk.Tenants.Webhooks;

namespace OrleansRisk.Postgres;

/// <summary>
/// Everything that a host keeps in PostgreSQL: in the cluster's database, and in that of the pool it serves. Opening
/// connects to nothing yet.
/// </summary>
public sealed class PostgresStores : IAsyncDisposable
{
    private readonly DataSources _sources;
    private readonly PostgresJournalReader _journal;
    private readonly PostgresOptions _options;

    private PostgresStores(PostgresOptions options, TimeProvider time, ILoggerFactory logs)
    {
        _options = options;
        _sources = new DataSources(options, time);
        var (cluster, pool) = (_sources.Cluster, _sources.Of(options.Scope));
        Tenants = new PostgresTenantStore(cluster.Operators);
        Keys = new PostgresKeyRows(cluster, pool.Reads);
        Changes = new PostgresTenantChanges(cluster.Reads, cluster.Operators);
        Maps = new PostgresMapStore(cluster.Reads);
        Models = new PostgresModelStore(cluster.Reads);
        Consents = new PostgresConsentStore(cluster.Reads, pool.Reads, pool.Operators);
        ConsentEvents = new PostgresConsentEvents(cluster.Reads);
        Idempotency = new PostgresIdempotencyStore(cluster.Operators);
        Nodes = new PostgresNodes(cluster.Operators);

        _journal = new PostgresJournalReader(pool.Reads, pool.Projector, options);
        Writers = new PostgresJournalWriters(pool.Options, time, logs.CreateLogger<PostgresJournalWriter>());
        Months = new JournalMonths(pool.Operators, time);
        Snapshots = new PostgresSnapshots(pool.Snapshots);
        ReferenceData = new PostgresReferenceDataStore(
            cluster.Reads, pool.Reads, pool.Projector, options.ProjectedScopes);
        Days = new PostgresDaySweeps(pool.Operators);
        Restatements = new PostgresRestatements(pool.Operators);
        Customers = new PostgresCustomerStore(pool.Reads, pool.Operators);
        Assessments = new PostgresAssessmentStore(pool.Reads, pool.Operators);
        Loads = new PostgresLoadStore(pool.Reads, pool.Operators);
        Feed = new PostgresFeedReads(pool.Reads, pool.Projector);
        Subscriptions = new PostgresSubscriptionStore(pool.Reads, pool.Operators);
        Webhooks = new PostgresWebhookStore(pool.Reads, pool.Operators, pool.Projector);
        WebhookQueue = new PostgresWebhookQueue(pool.Projector);
    }

    public IJournalWriters Writers { get; }

    public IJournalReader Journal => _journal;

    public ISnapshots Snapshots { get; }

    public IKeyRows Keys { get; }

    public ITenantStore Tenants { get; }

    /// <summary>Changes of what tenants have in force, to read.</summary>
    public ITenantChanges TenantChanges => Changes;

    /// <summary>The one way to write what tenants have in force.</summary>
    public ITenantWrites TenantWrites => Changes;

    public IMapStore Maps { get; }

    public IModelStore Models { get; }

    public IConsentStore Consents { get; }

    public IConsentEventReads ConsentEvents { get; }

    public IAssessmentStore Assessments { get; }

    public ILoadStore Loads { get; }

    public ICustomerStore Customers { get; }

    public IIdempotencyStore Idempotency { get; }

    public ISubscriptionStore Subscriptions { get; }

    public INodes Nodes { get; }

    public IDaySweeps Days { get; }

    public IRestatements Restatements { get; }

    public IFeedReads Feed { get; }

    public IWebhookStore Webhooks { get; }

    public IWebhookQueue WebhookQueue { get; }

    public IReferenceDataStore ReferenceData { get; }

    private PostgresTenantChanges Changes { get; }

    /// <summary>The months of the journal: a host sees to it now and then that those ahead are there.</summary>
    public JournalMonths Months { get; }

    /// <summary>
    /// Throws <see cref="System.ComponentModel.DataAnnotations.ValidationException"/> where an option is out of its
    /// range.
    /// </summary>
    public static PostgresStores Open(PostgresOptions options, TimeProvider time, ILoggerFactory logs)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logs);
        options.Validate();
        return new PostgresStores(options, time, logs);
    }

    /// <summary>
    /// What a host must know before it serves: the server's settings, each role's rights, the schema's version. Empty
    /// where all is well; each refusal names the thing and the mend. Throws <see cref="JournalUnavailableException"/>
    /// where the server cannot be asked.
    /// </summary>
    public async Task<IReadOnlyList<StartRefusal>> Check(CancellationToken cancel)
    {
        var refusals = await StartChecks.Run(_options, cancel);
        var ours = _options.Of(_options.Scope);
        return refusals.Count > 0 || ReferenceEquals(ours, _options)
            ? refusals
            : await StartChecks.Run(ours, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        await _sources.DisposeAsync();
    }
}
